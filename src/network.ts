/** How this process reaches Slack: through the proxy, and trusting the certificates, that the settings name. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import tls from 'node:tls';
import { type Config, ConfigError, type Proxy } from './config.ts';

/**
 * For all that this process does with `fetch`; connections of Socket Mode take the proxy by themselves. The certificates are read here too, since
 * Node reads `NODE_EXTRA_CA_CERTS` before we read `.env`.
 * @throws ConfigError
 */
export function goOutAs({ proxy, certificates }: Pick<Config, 'proxy' | 'certificates'>): void {
  if (certificates !== null)
    tls.setDefaultCACertificates([...tls.getCACertificates(), ...read(certificates)]);
  if (proxy === null) return;
  if (!('setGlobalProxyFromEnv' in http)) throw new ConfigError('HTTPS_PROXY needs a newer Node.');
  http.setGlobalProxyFromEnv({ HTTPS_PROXY: proxy.url, NO_PROXY: proxy.except });
}

/** Where the proxy is, for people to read: without its password. */
export const proxyAt = ({ url }: Proxy): string => new URL(url).origin;

function read(file: string): readonly string[] {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError(`The file of NODE_EXTRA_CA_CERTS cannot be read (${why}).`);
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g);
  if (found === null) throw new ConfigError('The file of NODE_EXTRA_CA_CERTS holds no certificate (PEM).');
  return found;
}
