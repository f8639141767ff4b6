import { Button, NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { upload } from '../../../ui-kit/call.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { DropArea } from '../../../ui-kit/DropArea.tsx';
import { PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { AccountPick } from '../../accounts/ui/public.tsx';
import { importContactCards, previewContactCards } from '../contract.ts';
import styles from './Contacts.module.css';

type Preview = Awaited<ReturnType<typeof upload<typeof previewContactCards>>>;
type Card = Preview['cards'][number];
type Decision = 'c' | 'u' | 's';

const firstChoice = (card: Card): Decision => (card.same === null ? 'c' : card.same.mayEdit ? 'u' : 's');

/** Brings in vCards: shows who is in the file and who is there already, then writes what was decided. */
export default function ImportCards() {
  const t = useWords('contacts');
  const reason = useReason();
  const navigate = useNavigate();
  const [account, setAccount] = useState<{ id: string; name: string } | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [decisions, setDecisions] = useState<Decision[]>([]);
  const [busy, setBusy] = useState(false);
  const faults = useFaultWords();
  const at = (place: { id: string } | null) => (place === null ? {} : { accountId: place.id });
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      say(reason(error), 'bad', { title: t('kit:error.title') });
    } finally {
      setBusy(false);
    }
  };
  const look = (chosen: File, place: { id: string; name: string } | null) =>
    attempt(async () => {
      const found = await upload(previewContactCards, at(place), chosen);
      setFile(chosen);
      setPreview(found);
      setDecisions(found.cards.map(firstChoice));
    });
  const bringIn = () =>
    attempt(async () => {
      if (file === null || preview === null) return;
      const input = { ...at(account), state: preview.state, decisions: decisions.join('') };
      const done = await upload(importContactCards, input, file);
      say(t('cards.done', { created: done.created, updated: done.updated, skipped: done.skipped }), 'good');
      void navigate({ href: account === null ? '/contacts' : `/accounts/${account.id}?tab=people` });
    });
  const rows = preview?.cards.map((card, index) => ({ ...card, index })) ?? [];
  const decide = (index: number, decision: Decision) =>
    setDecisions((all) => all.map((one, place) => (place === index ? decision : one)));
  const columns = useCardColumns(decisions, decide);
  return (
    <PageLayout
      title={t('cards.title')}
      crumbs={[{ label: t('menu.list'), to: '/contacts' }]}
      answer={<p>{preview ? t('cards.answer', { count: preview.cards.length }) : t('cards.lead')}</p>}
    >
      <div className={styles.column}>
        <AccountPick
          name="accountId"
          label={t('cards.account')}
          hint={t('cards.accountHint')}
          value={account}
          onChange={(place) => {
            setAccount(place);
            if (file) void look(file, place);
          }}
        />
        <DropArea
          title={t('cards.drop')}
          hint={t('cards.dropHint')}
          accept=".vcf,.vcard,text/vcard"
          busy={busy}
          small={preview !== null}
          onFiles={([first]) => first && void look(first, account)}
        />
        {preview?.broken.length ? (
          <Section title={t('cards.broken', { count: preview.broken.length })} framed>
            <ul className={styles.list}>
              {preview.broken.map((one) => (
                <li key={one.line}>
                  {t('cards.line', { line: one.line })}: {faults[one.fault]} <code>{one.text}</code>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        {preview ? (
          <>
            <DataTable
              name="contacts.cards"
              label={t('cards.title')}
              columns={columns}
              rows={rows}
              rowId={(row) => String(row.index)}
              whole
            />
            <div>
              <Button loading={busy} disabled={decisions.every((one) => one === 's')} onClick={() => void bringIn()}>
                {t('cards.bringIn', { count: decisions.filter((one) => one !== 's').length })}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </PageLayout>
  );
}

function useFaultWords(): Record<Preview['broken'][number]['fault'], string> {
  const t = useWords('contacts');
  return {
    outside: t('fault.outside'),
    unended: t('fault.unended'),
    nested: t('fault.nested'),
    version: t('fault.version'),
    line: t('fault.line'),
    empty: t('fault.empty'),
    tooLarge: t('fault.tooLarge'),
    tooMany: t('fault.tooMany'),
  };
}

type Row = Card & { index: number };

function useCardColumns(
  decisions: readonly Decision[],
  decide: (index: number, decision: Decision) => void,
): Column<Row>[] {
  const t = useWords('contacts');
  const ways = { id: t('same.id'), mail: t('same.mail'), phone: t('same.phone'), name: t('same.name') };
  return [
    {
      id: 'name',
      title: t('field.name'),
      show: (row) => (
        <>
          {row.name}
          {row.latinName ? <span className="dim"> {row.latinName}</span> : null}
        </>
      ),
      grow: true,
      fixed: true,
      phone: 'title',
    },
    {
      id: 'organisation',
      title: t('cards.organisation'),
      show: (row) => [row.organisation, row.title].filter(Boolean).join(', ') || <NoValue />,
      width: 200,
    },
    { id: 'reach', title: t('cards.reach'), show: (row) => row.email ?? row.phone ?? <NoValue />, width: 200 },
    { id: 'kept', title: t('cards.kept'), show: (row) => row.kept.join(', ') || <NoValue />, width: 180 },
    {
      id: 'same',
      title: t('cards.same'),
      show: (row) =>
        row.same === null ? (
          <NoValue why={t('cards.isNew')} />
        ) : (
          <>
            <PageLink to={`/contacts/${row.same.id}`}>{row.same.name}</PageLink>{' '}
            <span className="dim">{ways[row.same.by]}</span>
          </>
        ),
      width: 220,
    },
    {
      id: 'decision',
      title: t('cards.decision'),
      show: (row) => (
        <NativeSelect
          size="xs"
          aria-label={t('cards.decisionFor', { name: row.name })}
          data={[
            { value: 'c', label: t('cards.create') },
            ...(row.same?.mayEdit ? [{ value: 'u', label: t('cards.update') }] : []),
            { value: 's', label: t('cards.skip') },
          ]}
          value={decisions[row.index] ?? 's'}
          onChange={(event) => decide(row.index, event.currentTarget.value as Decision)}
        />
      ),
      width: 150,
      phone: 'bare',
    },
  ];
}
