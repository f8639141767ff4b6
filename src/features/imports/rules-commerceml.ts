import type { Assignment } from './rules-assign.ts';
import type { Evidence } from './rules-evidence.ts';
import type { Kind } from './rules-kinds.ts';

/** The tables of CommerceML have the same columns in every file: what bags cannot know. */
export function hinted(kind: Kind, list: Assignment, evidence: Evidence): void {
  const columns = new Map(evidence.columns.map((column) => [column.header, column]));
  const put = (field: string, header: string) => {
    const column = columns.get(header);
    if (!column) return;
    for (const [name, other] of list) if (other === column) list.delete(name);
    list.set(field, column);
  };
  const drop = (...fields: string[]) => {
    for (const field of fields) list.delete(field);
  };
  if (evidence.table.kindHint === 'products') {
    drop('code', 'price', 'cost');
    put('key', 'id');
    put('code', (columns.get('article')?.filled ?? 0) > 0 ? 'article' : 'code');
    put('name', 'name');
    put('group', 'group');
    put('unit', 'unit');
    put('barcode', 'barcode');
    put('deleted', 'deleted');
  } else if (evidence.table.kindHint === 'prices') {
    drop('currency');
    put('product', 'productId');
    put('price_type', 'priceType');
    put('price', 'price');
    put('currency', 'currency');
  } else if (evidence.table.kindHint === 'customers') {
    drop('code', 'kind', 'parent');
    put('key', 'id');
    put('name', 'name');
    put('legal_name', 'fullName');
    put('tax_id', 'taxId');
    put('role', 'role');
    put('deleted', 'deleted');
  } else {
    drop(
      'net',
      'gross',
      'document',
      'document_number',
      'payment_number',
      'debit',
      'credit',
      'posted',
      'deleted',
      'description',
      'line_no',
      'code',
      'discount_amount',
      'discount',
      'tax_rate',
    );
    put('number', kind === 'transactions' ? 'number' : 'documentNumber');
    put('date', kind === 'transactions' ? 'date' : 'documentDate');
    put('customer', 'customerId');
    put('customer_name', 'customerName');
    put('mark', 'kind');
    put('currency', 'currency');
    put('amount', 'amount');
    put('tax', 'taxAmount');
    put('cancelled', 'cancelled');
    if (kind === 'transactions') {
      put('salesperson_name', 'manager');
      drop('salesperson');
      put('due_date', 'dueDate');
      if ((columns.get('posted')?.filled ?? 0) > 0) put('posted', 'posted');
    } else {
      put('line_no', 'line');
      put('product', 'productId');
      put('product_name', 'productName');
      put('quantity', 'quantity');
      put('price', 'price');
    }
  }
}
