import { sourcesOf } from '../../activities/call/sources.ts';
import type { CallData } from '../../db/personal/call-data.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { present } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';

type Data = Pick<CallData, 'event' | 'answers' | 'leftOut'>;

const catalogue = catalogueOf(serviceOf('registry.ask'));
const call = { service: 'registry.ask', input: {} };
const route = routeOf(catalogue, {
  single: call,
  sign: { ...call, each: from('event.founders') },
  maybe: { ...call, each: from('event.founders'), when: present('item.passport') },
  after: { ...call, each: from('sign'), needs: ['sign'] },
  reader: {
    ...call,
    needs: ['single', 'sign', 'maybe'],
    input: { person: from('single', ''), all: from('sign', []), some: from('maybe', []) },
  },
});
const event = { founders: [{ pinfl: 'A' }, { pinfl: 'B', passport: 'P' }] };

function answered(step: string, instance: number, differs: Partial<CallData['answers'][number]> = {}) {
  return { step, instance, epoch: 1, end: 'done', body: { of: `${step}/${instance}` }, ...differs } as const;
}
const step = (id: string) => route.steps[id] as CompiledStep;
const read = (data: Partial<Data>) =>
  sourcesOf(route, { step: step('reader'), instance: 0 }, { event, answers: [], leftOut: [], ...data });

describe('what the references of an input find', () => {
  it('is the answer of a step, of its last epoch', () => {
    const answers = [
      answered('single', 0, { epoch: 1, end: 'refused', body: null }),
      answered('single', 0, { epoch: 2 }),
    ];
    expect(read({ answers }).answers.get('single')).toEqual({ of: 'single/0' });
  });

  it('is nothing of a step that was refused', () => {
    const answers = [answered('single', 0, { end: 'refused', body: { evidence: 'x' } })];
    expect(read({ answers }).answers.has('single')).toBe(false);
  });

  it('is the list of answers in the order of the elements, null for an instance that was left out', () => {
    const answers = [answered('maybe', 1)];
    const leftOut = [{ step: 'maybe', instance: 0, because: 'condition' }];
    expect(read({ answers, leftOut }).answers.get('maybe')).toEqual([null, { of: 'maybe/1' }]);
  });

  it('is a list of nulls where every element was left out by its own condition', () => {
    const leftOut = [0, 1].map((instance) => ({ step: 'maybe', instance, because: 'condition' }));
    expect(read({ leftOut }).answers.get('maybe')).toEqual([null, null]);
  });

  it('is nothing where the step was left out as a whole, so that the fallback stands in', () => {
    const leftOut = [0, 1].map((instance) => ({ step: 'sign', instance, because: 'refused-need' }));
    expect(read({ leftOut }).answers.has('sign')).toBe(false);
  });

  it('is nothing where one of several was refused', () => {
    const answers = [answered('sign', 0), answered('sign', 1, { end: 'refused', body: null })];
    expect(read({ answers }).answers.has('sign')).toBe(false);
  });

  it('is an empty list where there is nobody to ask', () => {
    expect(read({ event: { founders: [] } }).answers.get('sign')).toEqual([]);
  });

  it('gives an instance its element of the event, or the answer that stands in its place', () => {
    const data: Data = { event, answers: [answered('sign', 1)], leftOut: [] };
    expect(sourcesOf(route, { step: step('sign'), instance: 1 }, data).item).toEqual({
      pinfl: 'B',
      passport: 'P',
    });
    expect(sourcesOf(route, { step: step('after'), instance: 1 }, data).item).toEqual({ of: 'sign/1' });
    expect(sourcesOf(route, { step: step('after'), instance: 0 }, data).item).toBeNull();
  });
});
