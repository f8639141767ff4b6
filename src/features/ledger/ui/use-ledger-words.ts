import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { Bucket, DocumentKind, LooseKind, Reason } from '../contract.ts';

/** The words of kinds, ages and reasons. */
export function useLedgerWords() {
  const t = useWords('ledger');
  const format = useFormats();
  const kinds: Record<DocumentKind, string> = {
    invoice: t('kind.invoice'),
    credit_note: t('kind.credit_note'),
    order: t('kind.order'),
  };
  const buckets: Record<Bucket, string> = {
    notDue: t('bucket.notDue'),
    days1to30: t('bucket.days1to30'),
    days31to60: t('bucket.days31to60'),
    days61to90: t('bucket.days61to90'),
    days91: t('bucket.days91'),
    undated: t('bucket.undated'),
  };
  const marks: Record<LooseKind, string> = {
    withoutLines: t('loose.withoutLines'),
    withoutDocument: t('loose.withoutDocument'),
    beyondInvoices: t('loose.beyondInvoices'),
    awaitingInvoice: t('loose.awaitingInvoice'),
  };
  const sentences: Record<string, (params: Reason['params']) => string> = {
    noDocuments: () => t('reason.noDocuments'),
    shortHistory: ({ from }) => t('reason.shortHistory', { day: format.day(String(from)) }),
    newBusiness: () => t('reason.newBusiness'),
    noBase: () => t('reason.noBase'),
    noLines: () => t('reason.noLines'),
    noCosts: () => t('reason.noCosts'),
    fewCosts: ({ coverage, needed }) =>
      t('reason.fewCosts', {
        coverage: format.percent(Number(coverage), 0),
        needed: format.percent(Number(needed), 0),
      }),
    noPayments: () => t('reason.noPayments'),
    openAmountsLater: ({ day }) => t('reason.openAmountsLater', { day: format.day(String(day)) }),
    noRate: ({ currency }) => t('reason.noRate', { currency }),
    noDueDates: () => t('reason.noDueDates'),
  };
  /** Why a figure is missing, as a sentence; undefined without a reason. */
  const because = (reason: Reason | null | undefined) =>
    reason ? (sentences[reason.code]?.(reason.params) ?? reason.code) : undefined;
  return { kinds, buckets, marks, because };
}

/** The address of an account's documents, so that a figure opens to its lines. */
export function documentsSearch(asked: {
  from?: string;
  to?: string;
  kind?: readonly string[];
  product?: string;
  group?: boolean;
}) {
  return { tab: 'documents', ...asked, group: asked.group ? true : undefined };
}

/** The kinds of documents that a basis adds up. */
export const KINDS_OF = { revenue: ['invoice', 'credit_note'], ordered: ['order'] } as const;
