import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { ChoiceField, Form, TextField, useFieldProblem } from '../../../ui-kit/Form.tsx';
import { type Language, setLanguage } from '../../../ui-kit/language.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { changePassword, getSession, saveProfile } from '../contract.ts';
import styles from './People.module.css';
import { SessionList } from './SessionList.tsx';

type User = OutputOf<typeof getSession>['user'];

function AboutMe({ user }: { user: User }) {
  const t = useWords('people');
  const [name, setName] = useState(user.name);
  const [language, speak] = useState<Language>(user.language === 'ru' ? 'ru' : 'en');
  const act = useAct(saveProfile, {
    quiet: true,
    done: t('profile.saved'),
    onDone: () => void setLanguage(language),
  });
  return (
    <Form
      onSubmit={() => act.mutate({ name: name.trim(), language })}
      error={act.error}
      busy={act.isPending}
      button={t('kit:action.save')}
    >
      <TextField name="name" label={t('profile.name')} value={name} onChange={setName} required maxLength={200} />
      <TextField
        name="email"
        label={t('profile.email')}
        value={user.email}
        onChange={() => undefined}
        disabled
        hint={t('profile.emailHint')}
      />
      <ChoiceField
        name="language"
        label={t('profile.language')}
        value={language}
        onChange={(value) => speak(value === 'ru' ? 'ru' : 'en')}
        options={[
          { value: 'en', label: 'English' },
          { value: 'ru', label: 'Русский' },
        ]}
      />
    </Form>
  );
}

interface SecretProps {
  name: string;
  label: string;
  hint?: string;
  fresh?: boolean;
  value: string;
  onChange: (value: string) => void;
}

function SecretField({ name, label, hint, fresh, value, onChange }: SecretProps) {
  const t = useWords('people');
  const problem = useFieldProblem(name);
  return (
    <PasswordInput
      name={name}
      label={label}
      description={hint}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      minLength={fresh ? 10 : undefined}
      required
      error={problem}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
    />
  );
}

function Password({ email }: { email: string }) {
  const t = useWords('people');
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState('');
  const act = useAct(changePassword, {
    quiet: true,
    done: t('profile.changed'),
    onDone: () => {
      setPresent('');
      setPassword('');
    },
  });
  return (
    <Form
      onSubmit={() => act.mutate({ present, password })}
      error={act.error}
      busy={act.isPending}
      button={t('profile.change')}
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <SecretField name="present" label={t('profile.present')} value={present} onChange={setPresent} />
      <SecretField
        name="password"
        label={t('profile.fresh')}
        hint={t('field.passwordRule')}
        fresh
        value={password}
        onChange={setPassword}
      />
    </Form>
  );
}

/** One's own name, language, password and sessions. */
export default function ProfileTab() {
  const t = useWords('people');
  const session = useCall(getSession, {});
  if (session.isPending) return <LoadingState lines={8} />;
  if (session.data === undefined) return <ErrorState error={session.error} retry={() => void session.refetch()} />;
  const { user } = session.data;
  return (
    <div className={styles.sections}>
      <Section title={t('profile.title')}>
        <div className={styles.narrow}>
          <AboutMe user={user} />
        </div>
      </Section>
      <Section title={t('profile.password')}>
        <div className={styles.narrow}>
          <Password email={user.email} />
        </div>
      </Section>
      <SessionList />
    </div>
  );
}
