/** Tables whose rows are work of people on an account, with the columns `org_id` and `account_id`. */
const tables = ['account_team', 'account_addresses', 'account_identifiers', 'account_redirects'];

/** Those tables, for the test that no table is forgotten. */
export const worked: readonly string[] = tables;

/** A later room names here a table of its own: an account with rows in it is not taken away by an undo. Call it once, when the module loads. */
export function keepsAccounts(table: string): void {
  tables.push(table);
}

/** SQL over an alias of accounts: people worked on it. */
export const workOn = (alias: string): string =>
  `(${tables.map((table) => `exists (select from ${table} w where w.org_id = ${alias}.org_id and w.account_id = ${alias}.id)`).join(' or ')})`;
