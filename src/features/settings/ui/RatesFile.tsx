import { Button } from '@mantine/core';
import { useState } from 'react';
import { DropArea } from '../../../ui-kit/DropArea.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { importRates } from '../contract.ts';
import { type RateProblem, readRates } from '../rules-rates.ts';
import { rateWords } from './rate-problems.ts';
import styles from './Settings.module.css';

const LARGEST = 1_500_000;
const SHOWN = 100;

type Read = ReturnType<typeof readRates> & { name: string; text: string };

function WrongRows({ problems }: { problems: RateProblem[] }) {
  const t = useWords('settings');
  const words = rateWords(t);
  return (
    <>
      <p role="alert">{t('currencies.fileBad', { count: problems.length })}</p>
      <table className={styles.wrong}>
        <thead>
          <tr>
            <th scope="col">{t('currencies.row')}</th>
            <th scope="col">{t('currencies.found')}</th>
            <th scope="col">{t('currencies.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, SHOWN).map((problem) => (
            <tr key={`${problem.row} ${problem.field} ${problem.word}`}>
              <td className="num">{problem.row}</td>
              <td>{problem.found}</td>
              <td>{words[problem.word]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > SHOWN ? (
        <p className="dim">{t('currencies.fileMore', { count: problems.length - SHOWN })}</p>
      ) : null}
    </>
  );
}

/** Many exchange rates from a CSV file: looked at here, then saved as a whole. */
export function RatesFile({ base }: { base: string }) {
  const t = useWords('settings');
  const format = useFormats();
  const [read, setRead] = useState<Read | null>(null);
  const act = useAct(importRates, {
    done: (output) => t('currencies.fileSaved', { ...output }),
    onDone: () => setRead(null),
  });
  const take = async ([file]: File[]) => {
    if (!file) return;
    if (file.size > LARGEST) return say(t('currencies.tooLarge'), 'bad');
    const text = await file.text();
    setRead({ ...readRates(text, base), name: file.name, text });
  };
  const days = (read?.rates ?? []).map((rate) => rate.validFrom).sort();
  const codes = [...new Set(read?.rates.map((rate) => rate.currency))].sort();
  return (
    <>
      <DropArea
        small
        accept=".csv,.tsv,.txt"
        title={t('currencies.dropTitle')}
        hint={t('currencies.dropHint', { base })}
        onFiles={(files) => void take(files)}
      />
      <SideDrawer
        opened={read !== null}
        onClose={() => setRead(null)}
        title={t('currencies.fileTitle', { name: read?.name ?? '' })}
      >
        {read === null ? null : read.problems.length > 0 ? (
          <WrongRows problems={read.problems} />
        ) : (
          <>
            <p>
              {t('currencies.fileGood', {
                count: read.rates.length,
                currencies: format.list(codes),
                from: format.day(days[0]!),
                to: format.day(days[days.length - 1]!),
              })}
            </p>
            <Button loading={act.isPending} onClick={() => act.mutate({ text: read.text })}>
              {t('currencies.fileSave', { count: read.rates.length })}
            </Button>
          </>
        )}
      </SideDrawer>
    </>
  );
}
