import { leanWorkflows } from '../../temporal/lean-workflows.ts';

/** No test asks for the call stacks of workflows. A test file's own context has its limit already. */
leanWorkflows();
