import { type InputOf, type Operation, type OutputOf, pathFields } from '../pure/operation.ts';
import { type CallError, errorOf, unreachable } from './call-error.ts';

/** What the shell does when the session is over; set once by `onSignedOut`. */
let leave: () => void = () => undefined;

/** Says where a person goes when a call answers 401 (the shell: the sign-in page, with the way back). */
export function onSignedOut(go: () => void): void {
  leave = go;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** The same key for the same intent: a repeated POST with it does nothing twice. Made when missing. */
  key?: string;
}

/** A random key; works without TLS too, where `crypto.randomUUID` does not exist. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function queryOf(fields: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) for (const one of value) query.append(name, String(one));
    else query.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function split(operation: Operation, input: Record<string, unknown>) {
  const rest = { ...input };
  let path = operation.path;
  for (const name of pathFields(operation.path)) {
    path = path.replace(`{${name}}`, encodeURIComponent(String(rest[name])));
    delete rest[name];
  }
  return { path: `/api${path}`, rest };
}

const inQuery = (operation: Operation) =>
  operation.method === 'GET' || operation.method === 'DELETE' || operation.body === 'file';

function headersOf(operation: Operation, options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { 'X-Vitalfew': '1', Accept: 'application/json, application/problem+json' };
  if (operation.method === 'POST') headers['Idempotency-Key'] = options.key ?? newKey();
  return headers;
}

function fail(operation: Operation, error: CallError): never {
  if (error.status === 401 && operation.permission !== 'public') leave();
  throw error;
}

/**
 * Calls an operation of a contract: fields of its path travel in the path, the rest in the query or the JSON body.
 * Throws `CallError`; a 401 leads to the sign-in page.
 */
export async function call<O extends Operation>(
  operation: O,
  input: InputOf<O>,
  options: CallOptions = {},
): Promise<OutputOf<O>> {
  const { path, rest } = split(operation, input as Record<string, unknown>);
  const headers = headersOf(operation, options);
  const asQuery = inQuery(operation);
  if (!asQuery) headers['Content-Type'] = 'application/json';
  const response = await fetch(asQuery ? path + queryOf(rest) : path, {
    method: operation.method,
    headers,
    credentials: 'same-origin',
    body: asQuery ? null : JSON.stringify(rest),
    signal: options.signal ?? null,
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw unreachable();
  });
  const text = await response.text();
  if (!response.ok) fail(operation, errorOf(response.status, text, response.headers.get('x-request-id')));
  return (text === '' ? {} : JSON.parse(text)) as OutputOf<O>;
}

/** Sends one file as the body of an operation with `body: 'file'`; `onProgress` gets the part sent, 0 to 1. */
export function upload<O extends Operation>(
  operation: O,
  input: InputOf<O>,
  file: Blob,
  onProgress: (part: number) => void = () => undefined,
  options: CallOptions = {},
): Promise<OutputOf<O>> {
  const { path, rest } = split(operation, input as Record<string, unknown>);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(operation.method, path + queryOf(rest));
    for (const [name, value] of Object.entries(headersOf(operation, options))) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText || '{}') as OutputOf<O>);
      const error = errorOf(request.status, request.responseText, request.getResponseHeader('x-request-id'));
      if (error.status === 401) leave();
      reject(error);
    };
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** The address of an operation with `answer: 'file'`, for a plain download link. */
export function fileUrl<O extends Operation>(operation: O, input: InputOf<O>): string {
  const { path, rest } = split(operation, input as Record<string, unknown>);
  return path + queryOf(rest);
}
