import type { CertificateFault } from '../../db/webhooks/schema.ts';

/** Node's codes where nobody that this process trusts has vouched for a certificate. */
const untrusted: ReadonlySet<unknown> = new Set([
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_SIGNATURE_FAILURE'],
  ...['CERT_UNTRUSTED', 'CERT_REJECTED', 'INVALID_CA', 'INVALID_PURPOSE', 'CERT_CHAIN_TOO_LONG'],
]);

/** What is wrong with a certificate, by the code of the error that ended a connection; null where nothing is. Pure. */
export function faultOfCertificate(code: unknown): CertificateFault | null {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'certificate-name';
  if (code === 'CERT_HAS_EXPIRED') return 'certificate-expired';
  if (code === 'CERT_NOT_YET_VALID') return 'certificate-not-yet-valid';
  return untrusted.has(code) ? 'certificate-untrusted' : null;
}
