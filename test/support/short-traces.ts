import { setFlagsFromString } from 'node:v8';

/**
 * The SDK writes down a stack trace for every promise of a workflow, half of the work of a route, for a query that no
 * test asks. For contexts that are made from now on, such as those of workflows; a test file's own has its limit.
 */
setFlagsFromString('--stack-trace-limit=0');
