import type pg from 'pg';

/** The role of the application: neither owner nor superuser, bound by row level security. */
export const appRole = 'vitalfew_app';

/**
 * Makes the application role when the server has none, and lets the owner become it. Roles belong to the whole server, so another
 * database may be doing the same at this moment: then it is tried again.
 */
export async function ensureAppRole(client: pg.Client, login: boolean): Promise<void> {
  for (let tries = 10; ; tries--) {
    try {
      await makeAppRole(client, login);
      return;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      const raced = code === '42710' || code === '23505' || /tuple concurrently (updated|deleted)/.test(message);
      if (!raced || tries === 0) throw error;
      await new Promise((done) => setTimeout(done, 20 + Math.random() * 80));
    }
  }
}

async function makeAppRole(client: pg.Client, login: boolean): Promise<void> {
  const { rows } = await client.query<{
    me: string;
    powerful: boolean;
    creator: boolean;
    app: string | null;
    app_login: boolean;
    unsafe: boolean;
  }>(
    `select current_user::text as me, me.rolsuper as powerful, me.rolsuper or me.rolcreaterole as creator,
            app.rolname::text as app, app.rolcanlogin as app_login, app.rolsuper or app.rolbypassrls as unsafe
     from pg_roles me left join pg_roles app on app.rolname = $1 where me.rolname = current_user`,
    [appRole],
  );
  const role = rows[0]!;
  if (role.unsafe) {
    throw new Error(
      `The role ${appRole} may bypass row level security. Take that away: alter role ${appRole} nosuperuser nobypassrls`,
    );
  }
  if (role.me === appRole) {
    throw new Error(`DATABASE_URL signs in as ${appRole}. It must name the owner of the database, another role.`);
  }
  if (!role.app) {
    if (!role.creator) {
      throw new Error(
        `The role ${appRole} is missing, and ${role.me} may not create roles. Let an administrator of the server run:\n` +
          `  create role ${appRole} nologin; grant ${appRole} to "${role.me}";`,
      );
    }
    await client.query(`create role ${appRole} ${login ? 'login' : 'nologin'} noinherit`);
  } else if (login && !role.app_login) {
    await client.query(`alter role ${appRole} login`);
  }
  if (role.powerful) return;
  await client.query(`do $$ begin perform set_config('role', '${appRole}', true); end $$`).catch(async () => {
    try {
      await client.query(`grant ${appRole} to current_user`);
    } catch (error) {
      if (/concurrently/.test((error as Error).message)) throw error;
      throw new Error(
        `The owner ${role.me} may not act as ${appRole}. Let an administrator of the server run:\n  grant ${appRole} to "${role.me}";`,
        { cause: error },
      );
    }
  });
}
