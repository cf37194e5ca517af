/**
 * The Temporal UI can download a history as *readable*: payloads as `{ metadata: { encoding: 'json/plain' }, data: … }`
 * with plain metadata and parsed data, where everybody else writes both in base64. Gives the history as everybody else
 * writes it; what is in base64 already stays as it is. Pure.
 */
export function withEncodedPayloads(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withEncodedPayloads);
  if (!isObject(json)) return json;
  if (isReadablePayload(json)) return encoded(json.metadata, json['data']);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withEncodedPayloads(value)]));
}

type Json = Readonly<Record<string, unknown>>;
type ReadablePayload = Json & { readonly metadata: Json };

/** No word in base64 looks like this. */
const plainEncoding = /^(json|binary)\/[a-z]+$/;

function isReadablePayload(json: Json): json is ReadablePayload {
  const { metadata } = json;
  return isObject(metadata) && plainEncoding.test(String(metadata['encoding']));
}

function encoded(metadata: Json, data: unknown): Json {
  const words = Object.entries(metadata).map(([key, value]) => [key, base64(String(value))]);
  const isEmpty = metadata['encoding'] === 'binary/null' || data === undefined;
  return { metadata: Object.fromEntries(words), ...(isEmpty ? {} : { data: base64(JSON.stringify(data)) }) };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

export function isObject(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
