export { dayKind, type Week } from './calendar.ts';
export { type Clock, type ClockAct, clockEnd } from './clock.ts';
export { addDays, addMonths, localDate, localMinute, startOfDay } from './dates.ts';
export { decreeFaults, type DecreeOfYear, knownOn, mistakenDays, withDecree } from './decree.ts';
export { endOfTerm } from './end-of-term.ts';
export { explainTerm } from './explain-term.ts';
export { parseTerm } from './term.ts';
