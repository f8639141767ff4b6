import pg from 'pg';
import type { Log } from './log.ts';

/**
 * Something that open screens should know. `userId` and `verb` (held for the whole organisation) say who may hear of it; where it is about one account, its `class` (null: none) lets those
 * hear of it too whose right covers all accounts but those of a class that is closed to them.
 */
export interface LiveEvent {
  orgId: string;
  kind: string;
  userId?: string;
  verb?: string;
  class?: string | null;
  params?: Record<string, unknown>;
}

/** Listens to PostgreSQL's notifications on one connection and hands them to open streams of this process. */
export class EventHub {
  private readonly listeners = new Set<(event: LiveEvent) => void>();
  private client: pg.Client | null = null;
  private closed = false;
  private readonly settings: pg.ClientConfig;
  private readonly log: Log;

  constructor(settings: pg.ClientConfig, log: Log) {
    this.settings = settings;
    this.log = log;
  }

  async start(): Promise<void> {
    const client = new pg.Client(this.settings);
    client.on('error', () => void this.again());
    client.on('end', () => void this.again());
    client.on('notification', (message) => {
      const event = JSON.parse(message.payload ?? '{}') as LiveEvent;
      for (const listener of this.listeners) listener(event);
    });
    await client.connect();
    await client.query('listen vitalfew_events');
    this.client = client;
  }

  private async again(): Promise<void> {
    if (this.closed || this.client === null) return;
    this.client = null;
    while (!this.closed && this.client === null) {
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
      await this.start().catch((error: Error) => this.log.warn({ reason: error.message }, 'no event connection yet'));
    }
  }

  /** Calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => {});
  }
}
