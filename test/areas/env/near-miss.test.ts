import assert from 'node:assert/strict';
import { distanceOf } from '../../../src/areas/env/near-miss.ts';

describe('areas/env/near-miss', () => {
  const cases: [string, string, number | undefined][] = [
    ['OPENAI_API_KEY', 'OPENAI_APIKEY', 1],
    ['STRIPE_SECRET_KEY', 'STRIPE_SECRT_KEY', 1],
    ['DATABASE_URL', 'DATABSAE_URL', 1],
    ['API_TOKEN', 'NEXT_PUBLIC_API_TOKEN', 2],
    ['RESEND_API_KEY', 'RESEND_API_QEY', 1],
    ['ORGANIZATION_ID', 'ORGANISATOIN_ID', 2],
    ['REDIS_HOST', 'REDIS_PORT', undefined],
    ['PLAN_A_PRICE', 'PLAN_B_PRICE', undefined],
    ['PRICE_ID_1', 'PRICE_ID_2', undefined],
    ['API_KEY', 'APP_KEY', 1],
    ['FOO', 'BAR', undefined],
  ];
  for (const [a, b, expected] of cases) {
    it(`${a} and ${b}`, () => assert.equal(distanceOf(a, b), expected));
  }
});
