import pino, { type Logger } from 'pino';

export type Log = Logger;

/** Structured logs on stdout (the command line: on stderr, `fd` 2). Values that could name a person or hold a secret are removed, wherever they stand. */
export function openLog(level: string, fd: 1 | 2 = 1): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'email',
          'password',
          'token',
          'cookie',
          'authorization',
          '*.email',
          '*.password',
          '*.token',
          '*.name',
          'req.headers',
          'err.params',
        ],
        remove: true,
      },
    },
    pino.destination({ fd, sync: true }),
  );
}
