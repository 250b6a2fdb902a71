import { describe, expect, test } from 'vitest';
import { pretendGateway } from '../../demo/pretend-gateway.ts';
import { readConfig } from '../../ledger/config.ts';

describe('the pretended gateway', () => {
  test('is the shop’s own address, under a secret of this start', () => {
    const { config, codeSecret } = pretendGateway(readConfig({ PORT: '8787' }));
    expect(config.codeGateway?.url.href).toBe('http://127.0.0.1:8787/shop/code-gateway');
    expect(config.codeGateway?.secret).toBe(codeSecret);
    expect(pretendGateway(readConfig({})).codeSecret).not.toBe(codeSecret);
  });

  test('never takes the place of the operator’s own, whose secret the shop does not get', () => {
    const secret = 'a secret of the operator';
    const own = { OPTMARK_CODE_SENDER_URL: 'https://sms.example/send', OPTMARK_CODE_SENDER_SECRET: secret };
    const { config, codeSecret } = pretendGateway(readConfig(own));
    expect(config.codeGateway?.url.href).toBe('https://sms.example/send');
    expect(codeSecret).toBeUndefined();
  });

  test('is not there on a ledger that is no demo', () => {
    expect(pretendGateway(readConfig({ OPTMARK_DEMO: '0' })).config.codeGateway).toBeUndefined();
  });
});
