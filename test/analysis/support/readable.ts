/**
 * What the Temporal UI (2.54) writes when a history is downloaded as *readable*: in every payload the metadata as plain
 * words and the data as parsed JSON.
 */
export function readable(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(readable);
  if (typeof json !== 'object' || json === null) return json;
  const { metadata, data } = json as { metadata?: Record<string, string>; data?: string };
  if (metadata !== undefined) {
    const words = Object.entries(metadata).map(([key, value]) => [key, plain(value)]);
    return { metadata: Object.fromEntries(words), data: data === undefined ? null : JSON.parse(plain(data)) };
  }
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, readable(value)]));
}

const plain = (text: string): string => Buffer.from(text, 'base64').toString('utf8');
