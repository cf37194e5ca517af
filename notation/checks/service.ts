import { askedBy } from '../condition-reads.ts';
import { didYouMean } from '../nearest.ts';
import { fieldSchema } from '../personal.ts';
import type { DatedRule, RefusalTerms, Service } from '../service.ts';
import { isDay, isTerm, termForm } from '../term-text.ts';
import type { Surroundings } from '../compile.ts';
import type { Problem } from './problem.ts';

type Finding = readonly [part: string, what: string, fix: string];

/** Everything that is wrong with one service's contract, as far as the contract alone shows it. */
export function checkService(service: Service, { agencies }: Pick<Surroundings, 'agencies'>): Problem[] {
  const findings = [
    ...checkAgency(service, agencies),
    ...checkTerm('norm', service.norm),
    ...checkFields(service),
    ...checkWhenDead(service),
    ...checkCall(service),
    ...Object.entries(service.refusals).flatMap(([code, terms]) => checkRefusal(service, code, terms)),
    ...Object.values(service.situations ?? {}).flatMap(({ refuse }) =>
      checkCode(service, 'situations', refuse),
    ),
    ...checkRules(service),
  ];
  return findings.map(([part, what, fix]) => ({ where: `service ${service.id}, ${part}`, what, fix }));
}

function checkAgency({ agency }: Service, agencies: Surroundings['agencies']): Finding[] {
  if (Object.hasOwn(agencies, agency)) return [];
  const nearest = didYouMean(agency, Object.keys(agencies));
  return [['agency', `There is no agency "${agency}".${nearest}`, 'Add it, or correct the name.']];
}

function checkTerm(part: string, text: string | null | undefined): Finding[] {
  if (text === undefined || text === null || isTerm(text)) return [];
  return [[part, `"${text}" is no term.`, `Write ${termForm}.`]];
}

/** Fields of the input that the contract names elsewhere. */
function checkFields(service: Service): Finding[] {
  const named: [string, string | undefined][] = [
    ['subject', service.subject],
    ...(service.aliveFirst ?? []).map((field): [string, string] => ['aliveFirst', field]),
  ];
  return named.flatMap(([part, field]) => checkInputField(service, part, field));
}

function checkWhenDead({ whenDead, aliveFirst = [] }: Service): Finding[] {
  if (whenDead === undefined || aliveFirst.length > 0) return [];
  return [
    ['whenDead', 'Nobody has to be alive for it.', 'Name the people in aliveFirst, or remove whenDead.'],
  ];
}

function checkInputField(service: Service, part: string, field: string | undefined): Finding[] {
  if (field === undefined || fieldSchema(service.input, field) !== undefined) return [];
  const nearest = didYouMean(field, Object.keys(service.input.shape));
  return [[part, `The input has no field "${field}".${nearest}`, 'Name a field of the input.']];
}

function checkCall({ kind, path, envelope, timeoutMs, proof }: Service): Finding[] {
  const sent = kind === 'call' || kind === 'proof';
  const findings: Finding[] = [];
  if (sent && (path === undefined || envelope === undefined))
    findings.push([
      'path',
      'A call needs a path and an envelope.',
      'Say where it is sent and how it is spelt.',
    ]);
  if (proof !== undefined && kind !== 'task')
    findings.push(['proof', 'Only a task comes with a proof.', 'Remove proof, or make it a task.']);
  if (!(timeoutMs > 0))
    findings.push(['timeoutMs', `${timeoutMs} is no time-out.`, 'Write milliseconds above 0.']);
  return findings;
}

function checkRefusal(service: Service, code: string, terms: RefusalTerms): Finding[] {
  const part = `refusals.${code}`;
  const { remedy, whenMissing, hearing, appeal } = terms;
  return [
    ...checkInputField(service, `${part}.remedy`, remedy.field),
    ...checkTerm(`${part}.remedy`, remedy.within),
    ...checkTerm(`${part}.hearing`, hearing),
    ...checkTerm(`${part}.appeal`, appeal?.within),
    ...(whenMissing && remedy.field === undefined
      ? [[part, 'whenMissing names no field.', 'Name the field in the remedy.'] as const]
      : []),
  ];
}

function checkCode(service: Service, part: string, code: string | undefined): Finding[] {
  if (code === undefined || Object.hasOwn(service.refusals, code)) return [];
  return [
    [part, `The refusal "${code}" is not declared.`, 'Declare it under refusals, or correct the code.'],
  ];
}

function checkRules(service: Service): Finding[] {
  const { kind, rules } = service;
  if ((kind === 'rule') !== (rules !== undefined))
    return [['rules', 'A service of kind rule has rules, and no other has.', 'Add or remove rules.']];
  if (rules === undefined) return [];
  const days = rules.versions.map(({ from }) => from);
  const inOrder = days.every((day, index) => isDay(day) && (index === 0 || day > (days[index - 1] ?? '')));
  return [
    ...(rules.by === 'today' ? [] : checkInputField(service, 'rules.by', rules.by)),
    ...(days.length > 0 && inOrder
      ? []
      : [
          [
            'rules.versions',
            'The versions are not in order of their days.',
            'Sort them, oldest first.',
          ] as const,
        ]),
    ...rules.versions.flatMap((version) => checkRule(service, version)),
  ];
}

function checkRule(service: Service, { from, cases }: DatedRule): Finding[] {
  const part = `rules ${from}`;
  return cases.flatMap(({ when, refuse }) => {
    const { values, present } = askedBy(when);
    const unknown = [...values, ...present].filter(
      (path) => !path.startsWith('input.') || !fieldSchema(service.input, path.slice('input.'.length)),
    );
    return [
      ...checkCode(service, part, refuse),
      ...unknown.map((path): Finding => [
        part,
        `There is no "${path}".`,
        'Paths start with input and name its fields.',
      ]),
    ];
  });
}
