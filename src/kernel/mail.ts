import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Fixed by whoever keeps the mail, so that the same one sent twice is known as one. With its angle brackets. */
  messageId?: string;
  headers?: Record<string, string>;
}

/** Sends mail when a server is set; otherwise `configured` is false and callers show what they would have sent. */
export interface Mailer {
  readonly configured: boolean;
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Opens the mailer for `smtp://user:password@host:port` (or null: none). */
export function openMailer(url: string | null, from: string): Mailer {
  if (url === null) {
    return {
      configured: false,
      async send() {
        throw new Error('no mail server is set (SMTP_URL)');
      },
      close() {},
    };
  }
  const transport = createTransport(url);
  return {
    configured: true,
    async send(mail) {
      await transport.sendMail({ from, ...mail });
    },
    close: () => transport.close(),
  };
}
