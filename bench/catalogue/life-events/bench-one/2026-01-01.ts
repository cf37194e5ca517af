import { graphs } from '../../../graphs.ts';
import { routeOf } from '../../route-of.ts';

export const route = routeOf(graphs.one);
