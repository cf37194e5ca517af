export { dayKind, type Week } from './calendar.ts';
export { addDays, addMonths, localDate, startOfDay } from './dates.ts';
export { endOfTerm } from './end-of-term.ts';
export { parseTerm } from './term.ts';
