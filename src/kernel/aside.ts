import pg from 'pg';

const pools = new WeakMap<pg.Pool, pg.Pool>();

/**
 * A few connections beside the pool, for work that a query does aside: were they taken from the same pool, queries that each hold one connection and wait
 * for a second would wait for ever.
 */
export function poolAside(pool: pg.Pool): pg.Pool {
  let aside = pools.get(pool);
  if (!aside) {
    const { password } = pool.options;
    aside = new pg.Pool({ ...pool.options, password, max: 2, min: 0, idleTimeoutMillis: 2000, allowExitOnIdle: true });
    aside.on('error', () => {
      // An idle connection was cut: the next use opens another.
    });
    pools.set(pool, aside);
  }
  return aside;
}
