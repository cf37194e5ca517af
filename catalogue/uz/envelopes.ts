/**
 * How the services behind the Interdepartmental Integration Platform spell requests and answers, one envelope per
 * family. Request fields and payload places are as seen in public code; which family uses which of the seven
 * spellings of success is only partly public, so every choice marked "assumed" waits to be confirmed by the
 * technical instruction of that service.
 */
import type { Envelope } from '../../notation/envelope.ts';

const consentYesNo = (field: string) => ({ field, given: 'Y', absent: 'N' }) as const;

/** "No such thing", as agencies word it in the field they explain themselves in. */
const saysNotFound = (at: string) => [
  { at, contains: 'topilmadi' },
  { at, contains: 'не найден' },
];

/**
 * Person by document: `/gcp/docrest/v1`, `/gcp/rest/v1`, `/gcp/birthdaterest/v1`. 303001 is read as "no such person"
 * only in an answer of the service itself: from the gateway (WSO2) the same code says that the endpoint is suspended.
 */
export const gcpEnvelope: Envelope = {
  id: 'gcp',
  request: {
    transactionId: 'transaction_id',
    consent: consentYesNo('is_consent'),
    sender: 'sender_pinfl',
    fixed: { langId: 1, is_photo: 'N', Sender: 'P' },
  },
  success: [{ at: 'result', is: 1 }],
  payload: 'Data.0',
  notFound: [{ at: 'code', is: 303001 }, ...saysNotFound('comments')],
  refusal: { code: 'code', evidence: 'comments' },
};

/** Civil acts: `/justice/service/{birth|marriage|divorce|death}/v1`. Spelling of success assumed. */
export const justiceEnvelope: Envelope = {
  id: 'justice',
  request: { transactionId: 'id' },
  success: [{ at: 'result_code', is: 1 }],
  payload: 'items.0',
  notFound: saysNotFound('result_message'),
  refusal: { code: 'error_code', evidence: 'result_message' },
};

/** Family of a person: `/adliya/family-chek/v1`. Spelling of success assumed. */
export const adliyaFamilyEnvelope: Envelope = {
  id: 'adliya-family',
  request: { transactionId: 'transaction_id', sender: 'sender_pin' },
  success: [{ at: 'success', is: true }],
  payload: 'data',
  notFound: saysNotFound('message'),
  refusal: { code: 'code', evidence: 'message' },
};

/** Registered address: `/mvd/services/address/info/pin/v1`. Spelling of success assumed. */
export const mvdEnvelope: Envelope = {
  id: 'mvd',
  request: {},
  success: [{ at: 'AnswereId', is: 1 }],
  payload: 'Data',
  notFound: saysNotFound('AnswereMessage'),
  refusal: { code: 'AnswereCode', evidence: 'AnswereMessage' },
};

/** Pension Fund's collection of facts: `/minfin/services/pensiyamajmuasi/v1`. Spelling of success assumed. */
export const minfinEnvelope: Envelope = {
  id: 'minfin',
  request: {
    transactionId: 'ws_id',
    consent: consentYesNo('consent'),
    sender: 'sender_pin',
    purpose: 'purpose',
  },
  success: [{ at: 'pResult', is: 1 }],
  payload: 'result.data',
  notFound: saysNotFound('pMessage'),
  refusal: { code: 'pCode', evidence: 'pMessage' },
};

/** Size of a pension: `/minfin/services/pension/v1/{size|assignAndAmount}`. Spelling of success assumed. */
export const pensionEnvelope: Envelope = {
  id: 'pension',
  request: { fixed: { lang: 'uz' } },
  success: [{ at: 'status', is: 1 }],
  payload: 'data',
  notFound: saysNotFound('message'),
  refusal: { code: 'code', evidence: 'message' },
};

/** Social register: `/ihma/get-reestr-family/v1`. Spelling of success assumed. */
export const ihmaEnvelope: Envelope = {
  id: 'ihma',
  request: {},
  success: [{ at: 'status.code', is: 200 }],
  payload: 'result',
  notFound: [{ at: 'status.code', is: 404 }, ...saysNotFound('status.message')],
  refusal: { code: 'status.reason', evidence: 'status.message' },
};

/** Legal entity at the Tax Committee: `/gnk/service/legalentity/v1`. Spelling of success assumed. */
export const gnkEnvelope: Envelope = {
  id: 'gnk',
  request: {},
  success: [{ at: 'success', is: true }],
  payload: 'data',
  notFound: saysNotFound('reason'),
  refusal: { code: 'code', evidence: 'reason' },
};

/** Business register of the Public Services Agency: `/dxa/service/business-reg/v1/legal`. Spelling assumed. */
export const dxaEnvelope: Envelope = {
  id: 'dxa',
  request: {},
  success: [{ at: 'result_code', is: 1 }],
  payload: 'results.0',
  notFound: saysNotFound('result_message'),
  refusal: { code: 'error_code', evidence: 'result_message' },
};

/**
 * National labour system, JSON-RPC 2.0: `/labour/service/unemployment/v1`. Each service is one method, e.g.
 * `abkm.currently.unemployed`. Spelling of success inside `result` assumed.
 */
export function labourEnvelope(method: string): Envelope {
  return {
    id: `labour:${method}`,
    request: { transactionId: 'id', inputUnder: 'params', fixed: { jsonrpc: '2.0', method } },
    success: [
      { at: 'jsonrpc', is: '2.0' },
      { at: 'result.success', is: true },
    ],
    payload: 'result.data',
    notFound: saysNotFound('error.message'),
    refusal: { code: 'error.code', evidence: 'error.message' },
  };
}

/**
 * PROPOSED, of no agency yet: for services that write (register, enrol, pay), whose contracts are not public. It says
 * what Hayot would ask an agency for: our transaction id, consent and purpose beside the input, and one word for
 * "taken in" and for "another agency is responsible". The only envelope here for services that answer later or are
 * polled. To be replaced by each agency's own when its contract is known.
 */
export const proposedEnvelope: Envelope = {
  id: 'proposed',
  request: {
    transactionId: 'transaction_id',
    consent: consentYesNo('is_consent'),
    sender: 'sender_pinfl',
    purpose: 'purpose',
    inputUnder: 'request',
  },
  success: [{ at: 'status', is: 'done' }],
  payload: 'data',
  notFound: [{ at: 'status', is: 'not-found' }],
  refusal: { code: 'refusal.code', evidence: 'refusal.evidence' },
  accepted: { at: 'status', is: 'accepted' },
  readdressed: { mark: { at: 'status', is: 'readdressed' }, to: 'responsible', addressee: 'addressed-to' },
};
