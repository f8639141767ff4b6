import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from './db.ts';

/** Marks of browsers that signed in to an account before, signed with a key of the installation. */
export class Devices {
  private secret: Buffer | null = null;
  private readonly gate: <T>(work: (db: Db) => Promise<T>) => Promise<T>;

  constructor(gate: <T>(work: (db: Db) => Promise<T>) => Promise<T>) {
    this.gate = gate;
  }

  /** Whether the mark was made for this address. */
  async belongsTo(device: string, email: string): Promise<boolean> {
    const [id, signature] = device.split('.');
    if (!id || !signature) return false;
    const expected = Buffer.from(await this.sign(`${id}:${email}`));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  /** A new mark for this address. */
  async make(email: string): Promise<string> {
    const id = randomBytes(16).toString('base64url');
    return `${id}.${await this.sign(`${id}:${email}`)}`;
  }

  private async sign(text: string): Promise<string> {
    this.secret ??= await this.gate(async (db) => {
      await db
        .insertInto('installation_secrets')
        .values({ name: 'device', value: randomBytes(32) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await db
        .selectFrom('installation_secrets')
        .select('value')
        .where('name', '=', 'device')
        .executeTakeFirstOrThrow();
      return row.value;
    });
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }
}
