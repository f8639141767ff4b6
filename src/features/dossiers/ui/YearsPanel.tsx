import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { DateText, Money, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { removeYear, type Year } from '../contract.ts';
import styles from './Dossiers.module.css';
import { useDossierWords } from './use-dossier-words.ts';

const YearForm = lazy(() => import('./YearForm.tsx'));

interface Props {
  accountId: string;
  years: readonly Year[];
  mayEdit: boolean;
  adding: boolean;
  onAdding: (open: boolean) => void;
}

/** What is known of their business years: revenue, profit, employees. */
export function YearsPanel({ accountId, years, mayEdit, adding, onAdding }: Props) {
  const t = useWords('dossiers');
  const { sources } = useDossierWords();
  const [editing, setEditing] = useState<number | null>(null);
  const [removing, setRemoving] = useState<Year | null>(null);
  const remove = useAct(removeYear, { done: t('years.removed'), onDone: () => setRemoving(null) });
  const changed = years.find(({ year }) => year === editing);
  const close = () => {
    setEditing(null);
    onAdding(false);
  };
  return (
    <div id="dossier-years">
      <Section
        title={t('section.years')}
        framed
        actions={
          mayEdit && !adding && changed === undefined ? (
            <Button variant="default" size="compact-xs" onClick={() => onAdding(true)}>
              {t('years.add')}
            </Button>
          ) : undefined
        }
      >
        {adding || changed ? (
          <Suspense>
            <YearForm key={editing} accountId={accountId} year={changed ?? null} onClose={close} />
          </Suspense>
        ) : null}
        {years.length === 0 && !adding ? <p className="dim">{t('years.none')}</p> : null}
        {years.length > 0 ? (
          <div className={styles.scroll}>
            <table className={styles.years}>
              <thead>
                <tr>
                  <th scope="col">{t('years.year')}</th>
                  <th scope="col" data-end>
                    {t('years.revenue')}
                  </th>
                  <th scope="col" data-end>
                    {t('years.profit')}
                  </th>
                  <th scope="col" data-end>
                    {t('years.employees')}
                  </th>
                  <th scope="col">{t('field.source')}</th>
                  {mayEdit ? <td className="no-print" /> : null}
                </tr>
              </thead>
              <tbody>
                {years.map((year) => (
                  <tr key={year.year}>
                    <th scope="row">{year.year}</th>
                    <td data-end>
                      <Money value={year.revenue} digits={0} />
                    </td>
                    <td data-end>
                      <Money value={year.profit} digits={0} />
                    </td>
                    <td data-end>
                      <Quantity value={year.employees} digits={0} />
                    </td>
                    <td>
                      {sources[year.source]}{' '}
                      <span className="dim">
                        <DateText value={year.knownAsOf} />
                      </span>
                    </td>
                    {mayEdit ? (
                      <td className="no-print">
                        <span className={styles.actions}>
                          <Button variant="subtle" size="compact-xs" onClick={() => setEditing(year.year)}>
                            {t('edit')}
                          </Button>
                          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setRemoving(year)}>
                            {t('remove')}
                          </Button>
                        </span>
                      </td>
                    ) : null}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </Section>
      <Confirm
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('years.removeTitle', { year: removing?.year ?? '' })}
        text={t('years.removeText')}
        button={t('remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => removing && remove.mutate({ id: accountId, year: removing.year, version: removing.version })}
      />
    </div>
  );
}
