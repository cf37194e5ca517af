import type { PlatformCall } from './answer.ts';
import type { WiredService } from './wired-service.ts';

/** The request as the service's family spells it. A look-up or poll carries the transaction id and nothing else. */
export function writeRequest(service: WiredService, call: PlatformCall): Record<string, unknown> {
  const { transactionId, consent, sender, purpose, fixed, inputUnder } = service.envelope.request;
  const reference = field(transactionId, call.transactionId);
  if (asksOnly(call.act)) return reference;
  const input = onTheWire(service, call.input);
  return {
    ...fixed,
    ...reference,
    ...field(consent?.field, call.consentGiven ? consent?.given : consent?.absent),
    ...field(sender, call.sender),
    ...field(purpose, service.purpose),
    ...(inputUnder === undefined ? input : { [inputUnder]: input }),
  };
}

/** True where nothing is asked to be done: only whether and how it was. */
export const asksOnly = (act: PlatformCall['act']): boolean => act === 'look-up' || act === 'poll';

function field(name: string | undefined, value: unknown): Record<string, unknown> {
  return name === undefined ? {} : { [name]: value };
}

function onTheWire(service: WiredService, input: PlatformCall['input']): Record<string, unknown> {
  const names = service.wire?.input ?? {};
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [names[name] ?? name, value]));
}
