import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkoutDir, readConfig } from './config.ts';

test('without settings: this machine only, the embedded database beside the checkout', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://127.0.0.1:3000',
    databaseUrl: null,
    trustProxy: false,
  });
  expect(config.dataDir).toBe(join(checkoutDir(), 'data'));
  expect(Object.isFrozen(config)).toBe(true);
});

test('every wrong setting is named at once', () => {
  const wrong = {
    PORT: '99999',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://x',
    SMTP_URL: 'smtp://mail',
    VITALFEW_PUBLIC_URL: 'kam.example.com',
  };
  expect(() => readConfig(wrong)).toThrow(/PORT.*LOG_LEVEL.*DATABASE_URL.*MAIL_FROM.*VITALFEW_PUBLIC_URL/s);
  expect(() => readConfig({ VITALFEW_PUBLIC_URL: 'https://example.com/kam' })).toThrow(/no path/);
  expect(() => readConfig({ DATABASE_APP_URL: 'postgres://a@h/d' })).toThrow(/needs DATABASE_URL/);
  expect(() => readConfig({ VITALFEW_METRICS_TOKEN: 'short' })).toThrow(/16 characters/);
  expect(() => readConfig({ VITALFEW_MAX_FILE_MB: '0', VITALFEW_S3_URL: 'https://s3.example.com' })).toThrow(
    /with a bucket.*VITALFEW_S3_SECRET.*VITALFEW_MAX_FILE_MB/s,
  );
});

test('what is set is taken', () => {
  const config = readConfig({
    HOST: '::',
    PORT: '8080',
    VITALFEW_TRUST_PROXY: '10.0.0.0/8, 127.0.0.1',
    VITALFEW_DATA: '/var/lib/vitalfew',
  });
  expect(config).toMatchObject({
    publicUrl: 'http://localhost:8080',
    trustProxy: ['10.0.0.0/8', '127.0.0.1'],
    dataDir: '/var/lib/vitalfew',
  });
  expect(readConfig({ VITALFEW_PUBLIC_URL: 'https://kam.example.com/' }).publicUrl).toBe('https://kam.example.com');
});
