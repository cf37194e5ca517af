import type { CompiledStep, InputValue } from './compiled-route.ts';

/** True when the step cannot act without the answer of that need. */
export function demandsAnswer(step: Pick<CompiledStep, 'each' | 'input'>, need: string): boolean {
  if (step.each !== null && 'step' in step.each && step.each.step === need) return true;
  return Object.values(step.input).some((value) => demands(value, need));
}

function demands(value: InputValue, step: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((part: InputValue) => demands(part, step));
  if ('from' in value && typeof value.from === 'string') {
    if (value.from.split('.')[0] !== step) return false;
    return !('fallback' in value) || demands(value.fallback as InputValue, step);
  }
  return Object.values(value).some((part: InputValue) => demands(part, step));
}
