import fastify from 'fastify';
import pg from 'pg';

/**
 * The floor of the accounts list: fastify and pg, nothing else, running the statement of the list in the same kind of transaction: read only, tenant set, row level
 * security forced on the application's role. Reads {connection, org, sql, parameters, max} from the environment; prints its port.
 */
const { connection, org, sql, parameters, max } = JSON.parse(process.env.VITALFEW_BARE!) as {
  connection: pg.PoolConfig;
  org: string;
  sql: string;
  parameters: unknown[];
  max: number;
};
const pool = new pg.Pool({ ...connection, max });
const app = fastify({ logger: false, forceCloseConnections: true });
app.get('/list', async (_request, reply) => {
  const client = await pool.connect();
  try {
    await client.query(
      `begin read only; select set_config('vitalfew.org', '${org}', true), set_config('vitalfew.gate', '', true)`,
    );
    const { rows } = await client.query(sql, parameters);
    await client.query('commit');
    return reply.type('application/json').send(JSON.stringify(rows));
  } finally {
    client.release();
  }
});
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.on('SIGTERM', () => process.exit(0));
