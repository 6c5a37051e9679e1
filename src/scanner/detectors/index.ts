import type { Detector } from '../detector.ts';
import { AI_DETECTORS } from './ai.ts';
import { AI_PLATFORM_DETECTORS } from './ai-platforms.ts';
import { AI_TOOL_DETECTORS } from './ai-tools.ts';
import { ANALYTICS_DETECTORS } from './analytics.ts';
import { AWS_DETECTORS } from './aws.ts';
import { AZURE_DETECTORS } from './azure.ts';
import { BROWSER_KEY_DETECTORS } from './browser-keys.ts';
import { BUILD_DETECTORS } from './builds.ts';
import { BUSINESS_TOOL_DETECTORS } from './business-tools.ts';
import { CALL_DETECTORS } from './calls.ts';
import { CHAT_DETECTORS } from './chat.ts';
import { OTHER_CLOUD_DETECTORS } from './clouds.ts';
import { CODE_HOSTING_DETECTORS } from './code-hosting.ts';
import { COMMERCE_DETECTORS } from './commerce.ts';
import { CONTENT_DETECTORS } from './content.ts';
import { DATABASE_DETECTORS } from './databases.ts';
import { DEVICE_DETECTORS } from './devices.ts';
import { GATEWAY_DETECTORS } from './gateways.ts';
import { GOOGLE_DETECTORS } from './google.ts';
import { HOSTED_DATA_DETECTORS } from './hosted-data.ts';
import { HOSTING_DETECTORS } from './hosting.ts';
import { INFRASTRUCTURE_DETECTORS } from './infrastructure.ts';
import { KEY_DETECTORS } from './keys.ts';
import { MAIL_DETECTORS } from './mail.ts';
import { OBSERVABILITY_DETECTORS } from './observability.ts';
import { PACKAGE_DETECTORS } from './packages.ts';
import { PAYMENT_DETECTORS } from './payments.ts';
import { WORLD_PAYMENT_DETECTORS } from './payments-world.ts';
import { PLATFORM_DETECTORS } from './platforms.ts';
import { PRODUCT_PLATFORM_DETECTORS } from './product-platforms.ts';
import { SECRET_STORE_DETECTORS } from './secret-stores.ts';
import { SELF_HOSTED_DETECTORS } from './self-hosted.ts';
import { SHIPPING_AND_TRAVEL_DETECTORS } from './shipping-travel.ts';
import { SHOP_AND_PLACE_DETECTORS } from './shops-places.ts';
import { SIGN_IN_DETECTORS } from './sign-in.ts';
import { URI_DETECTORS } from './uris.ts';
import { VAULT_AND_NETWORK_DETECTORS } from './vaults-networks.ts';
import { WALLET_DETECTORS } from './wallets.ts';
import { WEBHOOK_DETECTORS } from './webhooks.ts';
import { WORK_TOOL_DETECTORS } from './work-tools.ts';

/** Every kind of token that is known by its own form. */
export const DETECTORS: readonly Detector[] = [
  ...AI_TOOL_DETECTORS,
  ...AI_DETECTORS,
  ...ANALYTICS_DETECTORS,
  ...AWS_DETECTORS,
  ...AZURE_DETECTORS,
  ...BROWSER_KEY_DETECTORS,
  ...BUILD_DETECTORS,
  ...CALL_DETECTORS,
  ...CHAT_DETECTORS,
  ...OTHER_CLOUD_DETECTORS,
  ...CODE_HOSTING_DETECTORS,
  ...COMMERCE_DETECTORS,
  ...DATABASE_DETECTORS,
  ...GOOGLE_DETECTORS,
  ...HOSTING_DETECTORS,
  ...KEY_DETECTORS,
  ...MAIL_DETECTORS,
  ...OBSERVABILITY_DETECTORS,
  ...PACKAGE_DETECTORS,
  ...PAYMENT_DETECTORS,
  ...SHIPPING_AND_TRAVEL_DETECTORS,
  ...URI_DETECTORS,
  ...VAULT_AND_NETWORK_DETECTORS,
  ...WORK_TOOL_DETECTORS,
  ...AI_PLATFORM_DETECTORS,
  ...BUSINESS_TOOL_DETECTORS,
  ...CONTENT_DETECTORS,
  ...HOSTED_DATA_DETECTORS,
  ...INFRASTRUCTURE_DETECTORS,
  ...WORLD_PAYMENT_DETECTORS,
  ...PLATFORM_DETECTORS,
  ...PRODUCT_PLATFORM_DETECTORS,
  ...SELF_HOSTED_DETECTORS,
  ...SECRET_STORE_DETECTORS,
  ...GATEWAY_DETECTORS,
  ...DEVICE_DETECTORS,
  ...SHOP_AND_PLACE_DETECTORS,
  ...SIGN_IN_DETECTORS,
  ...WALLET_DETECTORS,
  ...WEBHOOK_DETECTORS,
];
