import { describe, expect, test } from 'vitest';
import { formats } from './format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

describe('dates', () => {
  test('in Russian the year stands without its letter', () => {
    const ru = formats('ru', 'Europe/Moscow');
    expect(plain(ru.day('2026-11-22'))).toBe('22 нояб. 2026');
    expect(plain(ru.day('2026-08-17'))).toBe('17 авг. 2026');
    expect(plain(ru.period('2025-08-01', '2026-08-31'))).toBe('1 авг. 2025 – 31 авг. 2026');
    expect(plain(ru.moment('2026-11-22T09:05:00Z'))).toBe('22 нояб. 2026, 12:05');
    expect(plain(ru.month('2026-11'))).toBe('нояб. 2026');
    expect(plain(ru.period('2025-11-01', '2026-10-31'))).toBe('1 нояб. 2025 – 31 окт. 2026');
  });

  test('a business date is the same in every time zone', () => {
    expect(formats('en', 'Pacific/Kiritimati').day('2026-03-31')).toBe('Mar 31, 2026');
    expect(formats('en', 'Pacific/Pago_Pago').day('2026-03-31')).toBe('Mar 31, 2026');
  });

  test('today is the day in the zone of the organisation', () => {
    const now = new Date('2026-03-31T11:00:00Z');
    expect(formats('en', 'Pacific/Kiritimati').today(now)).toBe('2026-04-01');
    expect(formats('ru', 'Pacific/Pago_Pago').today(now)).toBe('2026-03-31');
  });
});
