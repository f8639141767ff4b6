const texts = {
  en: {
    invitation: {
      subject: 'Your invitation to Vitalfew',
      text: 'You are invited to work with "{organisation}" in Vitalfew.\n\nJoin here with the password of your account, or choose one if you have none (the link works once, for 7 days):\n{link}\n',
    },
    reset: {
      subject: 'Set a new password for Vitalfew',
      text: 'Set a new password here (the link works once, for 2 hours):\n{link}\n\nIf you did not ask for it, do nothing.\n',
    },
  },
  ru: {
    invitation: {
      subject: 'Приглашение в Vitalfew',
      text: 'Вас приглашают работать с организацией «{organisation}» в Vitalfew.\n\nПерейдите по ссылке и введите пароль своей учётной записи; если её ещё нет, придумайте пароль (ссылка действует один раз, 7 дней):\n{link}\n',
    },
    reset: {
      subject: 'Новый пароль для Vitalfew',
      text: 'Задайте новый пароль по ссылке (она действует один раз, 2 часа):\n{link}\n\nЕсли вы об этом не просили, ничего не делайте.\n',
    },
  },
};

/** Subject and text of the mail that carries an invitation or reset link. */
export function linkMail(
  purpose: 'invitation' | 'reset',
  language: string,
  fill: { link: string; organisation: string },
) {
  const { subject, text } = texts[language === 'ru' ? 'ru' : 'en'][purpose];
  return { subject, text: text.replace('{organisation}', fill.organisation).replace('{link}', fill.link) };
}
