import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { USUAL_MAX_MEGABYTES } from './files.ts';
import type { S3Settings } from './shelf-s3.ts';

/** Everything that is set from outside; see docs/operate.md. */
export interface Config {
  /** The checkout: where db/migrations and dist/web stand. */
  readonly home: string;
  /** Files, and the embedded PostgreSQL when `databaseUrl` is null. Absolute. */
  readonly dataDir: string;
  /** Where documents are kept, when that is not the data directory. */
  readonly s3: S3Settings | null;
  /** The largest document, in megabytes. */
  readonly maxFileMegabytes: number;
  /** A PostgreSQL server of the operator; null: the embedded one. */
  readonly databaseUrl: string | null;
  /** Connection of the application role, when it is not the owner's with another role. */
  readonly databaseAppUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** How people reach the installation, without a closing slash. */
  readonly publicUrl: string;
  /** Behind a proxy: whose `X-Forwarded-*` headers are believed. False: nobody's. */
  readonly trustProxy: boolean | string[];
  /** Guards /metrics; null: the page answers requests from this machine only. */
  readonly metricsToken: string | null;
  /** Null: no mail is sent, links are shown to the administrator. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Settings that cannot be used; the message has one line per setting. */
export class ConfigError extends Error {}

/** Reads the settings from the environment. Throws ConfigError that names every setting that is wrong. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const wrong: string[] = [];
  const text = (name: string) => env[name]?.trim() || null;
  const url = (name: string, protocols: string[]) => {
    const value = text(name);
    if (value === null || protocols.some((protocol) => value.startsWith(`${protocol}//`))) return value;
    wrong.push(`${name} must start with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
    return null;
  };
  const port = Number(text('PORT') ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    wrong.push(`PORT must be a number from 0 to 65535, not "${env.PORT}"`);
  const host = text('HOST') ?? '127.0.0.1';
  const level = (text('LOG_LEVEL') ?? 'info') as Config['logLevel'];
  if (!logLevels.includes(level)) wrong.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${level}"`);
  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const databaseAppUrl = url('DATABASE_APP_URL', ['postgres:', 'postgresql:']);
  if (databaseAppUrl && !text('DATABASE_URL')) wrong.push('DATABASE_APP_URL needs DATABASE_URL beside it');
  const smtpUrl = url('SMTP_URL', ['smtp:', 'smtps:']);
  const mailFrom = text('MAIL_FROM');
  if (smtpUrl && !mailFrom) wrong.push('MAIL_FROM must say who the mail is from when SMTP_URL is set');
  if (mailFrom && !mailFrom.includes('@')) wrong.push('MAIL_FROM must be an e-mail address');
  const publicUrl = readPublicUrl(text('VITALFEW_PUBLIC_URL'), host, port, wrong);
  const metricsToken = text('VITALFEW_METRICS_TOKEN');
  if (metricsToken && metricsToken.length < 16) wrong.push('VITALFEW_METRICS_TOKEN must have at least 16 characters');
  const trustProxy = readTrustProxy(text('VITALFEW_TRUST_PROXY'));
  const s3 = readS3(text, wrong);
  const maxFileMegabytes = Number(text('VITALFEW_MAX_FILE_MB') ?? USUAL_MAX_MEGABYTES);
  if (!Number.isInteger(maxFileMegabytes) || maxFileMegabytes < 1 || maxFileMegabytes > 4096)
    wrong.push(`VITALFEW_MAX_FILE_MB must be a whole number from 1 to 4096, not "${env.VITALFEW_MAX_FILE_MB}"`);
  if (wrong.length > 0)
    throw new ConfigError(`These settings cannot be used (docs/operate.md explains them):\n  ${wrong.join('\n  ')}`);
  const home = checkoutDir();
  const data = text('VITALFEW_DATA') ?? 'data';
  const dataDir = isAbsolute(data) ? data : text('VITALFEW_DATA') ? resolve(data) : join(home, data);
  return Object.freeze({
    home,
    dataDir,
    s3,
    maxFileMegabytes,
    databaseUrl,
    databaseAppUrl,
    host,
    port,
    publicUrl,
    trustProxy,
    metricsToken,
    smtpUrl,
    mailFrom,
    logLevel: level,
  });
}

/** The checkout that this file, or the bundle made of it, stands in. */
export function checkoutDir(): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); dir !== dirname(dir); dir = dirname(dir)) {
    const manifest = join(dir, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'vitalfew') return dir;
  }
  throw new Error('The directory of Vitalfew (with its package.json) is not above the running program.');
}

/** An S3-compatible store needs all four settings; none of them: the data directory. */
function readS3(text: (name: string) => string | null, wrong: string[]): S3Settings | null {
  const endpoint = text('VITALFEW_S3_URL');
  const [accessKeyId, secretAccessKey] = [text('VITALFEW_S3_KEY'), text('VITALFEW_S3_SECRET')];
  if (endpoint === null) {
    if (accessKeyId || secretAccessKey)
      wrong.push('VITALFEW_S3_URL is missing beside VITALFEW_S3_KEY or VITALFEW_S3_SECRET');
    return null;
  }
  const url = safeUrl(endpoint);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname.length < 2)
    wrong.push('VITALFEW_S3_URL must be an address with a bucket, like https://s3.example.com/vitalfew');
  if (!accessKeyId || !secretAccessKey)
    wrong.push('VITALFEW_S3_URL needs VITALFEW_S3_KEY and VITALFEW_S3_SECRET beside it');
  const region = text('VITALFEW_S3_REGION') ?? 'auto';
  return { endpoint, region, accessKeyId: accessKeyId ?? '', secretAccessKey: secretAccessKey ?? '' };
}

function readPublicUrl(value: string | null, host: string, port: number, wrong: string[]): string {
  if (value === null) {
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    return `http://${name}:${port}`;
  }
  const parsed = safeUrl(value);
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    wrong.push('VITALFEW_PUBLIC_URL must be an address like https://kam.example.com');
  else if (parsed.pathname !== '/' || parsed.search || parsed.hash)
    wrong.push('VITALFEW_PUBLIC_URL must have no path: Vitalfew is served at the root of a host');
  return value.replace(/\/+$/, '');
}

function safeUrl(value: string): URL | null {
  try {
    return new URL(value);
  } catch {
    return null;
  }
}

/** `true` believes the nearest proxy, a list names the addresses or networks that are believed. */
function readTrustProxy(value: string | null): boolean | string[] {
  if (value === null || /^(0|false|no|off)$/i.test(value)) return false;
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  return value.split(/[\s,]+/).filter(Boolean);
}
