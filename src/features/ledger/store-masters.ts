/** SQL conditions over `t`: what the ledger still needs of the masters. Undo keeps such rows. */
export function usedMasters() {
  const facts = (column: string, id: string) =>
    ['ledger_documents', 'ledger_payments']
      .map((table) => `exists (select from ${table} f where f.org_id = t.org_id and f.${column} = ${id})`)
      .join(' or ');
  return {
    accounts: facts('account_id', 't.id'),
    products: 'exists (select from ledger_lines f where f.org_id = t.org_id and f.product_id = t.id)',
    salespeople:
      'exists (select from ledger_documents f where f.org_id = t.org_id and f.salesperson_id = t.id) or exists (select from ledger_targets f where f.org_id = t.org_id and f.salesperson_id = t.id)',
  };
}
