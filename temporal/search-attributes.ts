import { defineSearchAttributeKey } from '@temporalio/common';

/** What officers and analysts search routes by in Temporal. No personal data; the workflow bundle uses this list. */
export const searchAttribute = {
  lifeEvent: defineSearchAttributeKey('LifeEvent', 'KEYWORD'),
  routeVersion: defineSearchAttributeKey('RouteVersion', 'KEYWORD'),
  /** `open`, or the outcome. */
  routeState: defineSearchAttributeKey('RouteState', 'KEYWORD'),
  routeHealth: defineSearchAttributeKey('RouteHealth', 'KEYWORD'),
  region: defineSearchAttributeKey('Region', 'KEYWORD'),
  /** Agencies that owe an answer, and `person`. */
  waitingOn: defineSearchAttributeKey('WaitingOn', 'KEYWORD_LIST'),
  stuckReason: defineSearchAttributeKey('StuckReason', 'KEYWORD_LIST'),
  openSteps: defineSearchAttributeKey('OpenSteps', 'KEYWORD_LIST'),
  dueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
  waitingSince: defineSearchAttributeKey('WaitingSince', 'DATETIME'),
  stepsDone: defineSearchAttributeKey('StepsDone', 'INT'),
  stepsTotal: defineSearchAttributeKey('StepsTotal', 'INT'),
  /** An officer, never the citizen. */
  needsHuman: defineSearchAttributeKey('NeedsHuman', 'BOOL'),
  late: defineSearchAttributeKey('Late', 'BOOL'),
  testData: defineSearchAttributeKey('TestData', 'BOOL'),
} as const;
