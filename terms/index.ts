export { dayKind, type CalendarData, type CalendarDay, type CalendarYear, type Week } from './calendar.ts';
export { addDays, addMonths, localDate, startOfDay } from './dates.ts';
export { endOfTerm, type TermEnd, type TermQuestion } from './end-of-term.ts';
export { parseTerm, type Term } from './term.ts';
