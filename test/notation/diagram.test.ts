import { compile } from '../../notation/compile.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import { diagram } from '../../notation/diagram.ts';
import { is, present } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import { agencies, defineRoute, head, services } from './types/services.ts';

const definition = defineRoute({
  ...head,
  title: 'A child is born',
  steps: {
    visit: {
      title: 'Come in person',
      service: 'registry.visit',
      by: 'applicant',
      when: present('event.father'),
    },
    register: {
      title: 'Register the birth',
      service: 'registry.birth',
      needs: ['visit'],
      input: { record: from('event.record'), bornOn: from('event.bornOn') },
      within: '1 working day',
      essential: true,
      undo: 'registry.annul',
    },
    'id-card': {
      title: 'Issue a number',
      service: 'numbers.issue',
      needs: ['visit', 'register'],
      when: is('register.place', 'town'),
      input: { actNumber: from('register.actNumber') },
    },
    ask: {
      title: 'Ask the founders',
      service: 'company.confirm',
      by: 'item',
      each: from('event.founders'),
      input: { share: from('item.share') },
    },
  },
});
const route = compile(definition, { agencies, services });

function titled(title: string): CompiledRoute {
  const steps = { end: { ...route.steps['ask'], title } as CompiledRoute['steps'][string] };
  return { ...route, title, steps };
}

describe('The diagram of a route', () => {
  it('shows steps, what they wait for, conditions and agencies', () => {
    expect(diagram(route)).toBe(`flowchart TD
  event(["A child is born"])
  step_visit[/"Come in person<br/>by applicant"/]
  step_register["Register the birth<br/>registry<br/>within 1 working day<br/>essential<br/>can be undone"]
  step_id_card["Issue a number<br/>numbers"]
  step_ask[/"Ask the founders<br/>by item<br/>for each of founders"/]
  event -.->|"event.father is given"| step_visit
  step_visit --> step_register
  step_visit -.-> step_id_card
  step_register -.->|"register.place is town"| step_id_card
  event --> step_ask
  classDef agency_registry stroke:#1f77b4,stroke-width:2px
  class step_visit,step_register agency_registry
  classDef agency_numbers stroke:#d62728,stroke-width:2px
  class step_id_card agency_numbers
  classDef agency_company stroke:#2ca02c,stroke-width:2px
  class step_ask agency_company
`);
  });

  it('gives rules and proofs shapes of their own', () => {
    const ask = route.steps['ask'] as CompiledRoute['steps'][string];
    const drawn = diagram({
      ...route,
      steps: { rule: { ...ask, kind: 'rule' }, proof: { ...ask, kind: 'proof' } },
    });
    expect(drawn).toContain('step_rule{{"Ask the founders');
    expect(drawn).toContain('step_proof>"Ask the founders');
  });

  it('colours the steps of a running route by their status', () => {
    const drawn = diagram(route, { visit: 'done', register: 'waiting-for-agency', nobody: 'done' });
    expect(drawn).toContain('  classDef done fill:#c3f0ca\n  class step_visit done\n');
    expect(drawn).toContain(
      '  classDef waiting_for_agency fill:#fff3bf\n  class step_register waiting_for_agency\n',
    );
    expect(drawn).not.toContain('nobody');
    expect(drawn).not.toContain('classDef stuck');
  });

  it.each([
    ['quotation marks', 'A "good" end', 'A #quot;good#quot; end'],
    ['an attempt to end the label', '"]; click x', '#quot;]; click x'],
    ['HTML', '<b>&amp;', '#lt;b#gt;#amp;amp;'],
    ['codes of its own', '#35;', '#35;35;'],
    ['Markdown and escapes', '`a\\b`', '#96;a#92;b#96;'],
    ['directives', '%%{init: {}}%%', '#37;#37;{init: {}}#37;#37;'],
    ['line ends', 'one\n  two', 'one two'],
  ])('takes %s in a title as text', (_what, title, label) => {
    const drawn = diagram(titled(title));
    expect(drawn).toContain(`event(["${label}"])`);
    expect(drawn).toContain(`step_end[/"${label}<br/>`);
  });

  it('cuts a long condition short', () => {
    const long = { is: ['register.place', 'x'.repeat(200)] } as const;
    const step = { ...route.steps['id-card'], when: long } as CompiledRoute['steps'][string];
    const label = /"(register\.place is x+…)"/.exec(
      diagram({ ...route, steps: { ...route.steps, late: step } }),
    );
    expect(label?.[1]).toHaveLength(80);
  });
});
