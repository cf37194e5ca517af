import { leanWorkflows } from '../../temporal/lean-workflows.ts';

/** No test asks for the call stacks of workflows. */
leanWorkflows();
