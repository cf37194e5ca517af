import { leaveOutTraces } from '../../temporal/leave-out-traces.ts';

/** No test asks for the call stacks of workflows. A test file's own context has its limit already. */
leaveOutTraces();
