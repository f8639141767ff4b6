import { Button } from '@mantine/core';
import { useState } from 'react';
import { Badge, ClassBadge, DeltaBadge, TierBadge } from '../../../ui-kit/Badges.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { CopyField } from '../../../ui-kit/CopyField.tsx';
import { CallError } from '../../../ui-kit/call-error.ts';
import {
  CheckField,
  ChoiceField,
  FieldGroup,
  FieldRow,
  Form,
  LongTextField,
  TextField,
} from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { MonthBars } from '../../../ui-kit/MonthBars.tsx';
import { PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { ParetoChart } from '../../../ui-kit/ParetoChart.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { say } from '../../../ui-kit/say.ts';
import { UrlTabs } from '../../../ui-kit/UrlTabs.tsx';
import { Ago, DateText, Money, NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { madeUp } from './made-up.ts';

const wrong = new CallError({
  status: 400,
  title: 'Invalid',
  problems: [{ field: 'days', expected: 'a number of days from 0 to 365', found: '400' }],
});
const months = Array.from({ length: 12 }, (_, at) => ({
  month: `2026-${String(at + 1).padStart(2, '0')}`,
  amount: at > 9 ? null : 180_000 + Math.sin(at) * 60_000 + at * 9000,
  before: 170_000 + Math.sin(at) * 50_000,
  unfinished: at === 9,
}));
const eur = (amount: number) => ({ amount: amount.toFixed(2), currency: 'EUR' });

/** The parts, one beside the other. */
export default function Parts() {
  const t = useWords('gallery');
  const format = useFormats();
  const [text, setText] = useState('400');
  const [asked, ask] = useState(false);
  const [drawer, open] = useState(false);
  const form = (
    <Form
      onSubmit={() => say(t('accept'), 'good')}
      error={wrong}
      button={t('kit:action.save')}
      onCancel={() => say(t('note'), 'bad', { title: t('accept') })}
    >
      <FieldGroup title={t('group')}>
        <FieldRow>
          <TextField name="name" label={t('name')} value={text} onChange={setText} required />
          <TextField
            name="days"
            label={t('share')}
            value={text}
            onChange={setText}
            numeric
            unit="%"
            hint={t('dropHint')}
          />
          <TextField name="day" type="date" label={t('months')} value="2026-05-11" onChange={() => undefined} />
        </FieldRow>
        <ChoiceField
          name="level"
          label={t('level')}
          value=""
          onChange={() => undefined}
          none="–"
          options={[{ value: 'a', label: t('entity') }]}
        />
        <PickField
          name="pick"
          label={t('find')}
          value=""
          onChange={() => undefined}
          options={[{ value: 'a', label: t('entity') }]}
        />
        <LongTextField name="note" label={t('rules')} value={text} onChange={setText} />
        <CheckField name="on" label={t('basis')} value onChange={() => undefined} />
        <CheckField name="now" label={t('basis')} value={false} onChange={() => undefined} instant />
      </FieldGroup>
    </Form>
  );
  return (
    <PageLayout
      title="Nordwind Markt Gruppe"
      badges={
        <>
          <TierBadge tier="key" /> <ClassBadge value="A" xyz="X" />
        </>
      }
      crumbs={[{ label: 'Nordwind Holding', to: '/gallery' }]}
    >
      <p>
        <TierBadge tier="key" /> <TierBadge tier="emerging" /> <TierBadge tier="standard" />{' '}
        <TierBadge tier="prospect" /> <TierBadge tier="dormant" /> <Badge tone="bad">!</Badge> <ClassBadge value="A" />{' '}
        <ClassBadge value="B" xyz="Y" /> <ClassBadge value="C" /> <ClassBadge value="N" /> <DeltaBadge value={0.12} />{' '}
        <DeltaBadge value={-0.034} /> <DeltaBadge value={0} /> <DeltaBadge value={0.2} riseIsBad />{' '}
        <DeltaBadge value={null} /> <Money value={eur(1234567.891)} /> <Money value={eur(1234567.891)} short />{' '}
        <DateText value="2026-05-11" /> <Ago value="2026-05-11T10:00:00Z" /> <NoValue />
      </p>
      <UrlTabs
        label={t('menu.parts')}
        tabs={[
          {
            id: 'sales',
            label: t('revenue'),
            count: 12,
            show: () => (
              <>
                <Section title={t('months')} note="EUR" framed>
                  <MonthBars
                    points={months}
                    format={(amount) => format.short(eur(amount))}
                    summary={t('note')}
                    onOpen={() => undefined}
                  />
                </Section>
                <br />
                <Section title={t('pareto')} framed>
                  <ParetoChart
                    points={madeUp(5).map((row) => ({ ...row, label: row.name }))}
                    format={(amount) => format.short(eur(amount))}
                    lines={{ eighty: 0.8, tenth: 0.1 }}
                    summary={t('note')}
                    without={['a1']}
                  />
                </Section>
              </>
            ),
          },
          { id: 'form', label: t('rules'), show: () => form },
        ]}
      />
      <CopyField value="https://example.org/links/abc" label={t('name')} />
      <p>
        <Button onClick={() => ask(true)}>{t('accept')}</Button>{' '}
        <Button variant="default" onClick={() => open(true)}>
          {t('find')}
        </Button>
      </p>
      <Confirm
        opened={asked}
        onClose={() => ask(false)}
        onConfirm={() => ask(false)}
        title={t('accept')}
        text={t('note')}
        button={t('accept')}
        word="acme"
        danger
      />
      <SideDrawer opened={drawer} onClose={() => open(false)} title={t('find')}>
        {form}
      </SideDrawer>
    </PageLayout>
  );
}
