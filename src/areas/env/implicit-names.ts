/** Names that a library reads by itself: declared for it, read nowhere in the project. Active by its package. */
const REGISTRY: [packages: RegExp, names: RegExp][] = [
  [/^next-auth$|^@auth\/|^authjs/, /^(?:NEXTAUTH_(?:URL|URL_INTERNAL|SECRET)|AUTH_.+)$/],
  [/^better-auth$/, /^BETTER_AUTH_(?:SECRET|URL|TRUSTED_ORIGINS)$/],
  [/^@vercel\/blob$/, /^BLOB_READ_WRITE_TOKEN$/],
  [/^@vercel\/kv$/, /^KV_(?:URL|REST_API_URL|REST_API_TOKEN|REST_API_READ_ONLY_TOKEN)$/],
  [/^@vercel\/postgres$/, /^POSTGRES_.+$/],
  [/^@vercel\/edge-config$/, /^EDGE_CONFIG$/],
  [/^@vercel\/flags|^flags$/, /^FLAGS(?:_SECRET)?$/],
  [/^ai$|^@ai-sdk\//, /^(?:AI_GATEWAY_API_KEY|[A-Z]+(?:_[A-Z]+)*_API_KEY|AWS_.+|AZURE_.+|GOOGLE_.+)$/],
  [
    /^openai$|^langchain$|^@langchain\/|^litellm$|^llama-?index/,
    /^(?:OPENAI|AZURE_OPENAI|ANTHROPIC|COHERE|MISTRAL|GROQ|TAVILY|LANGCHAIN|LANGSMITH|PINECONE|HUGGINGFACE|HUGGINGFACEHUB|GOOGLE|SERPAPI)_.+$/,
  ],
  [/^@anthropic-ai\/sdk$|^anthropic$/, /^ANTHROPIC_.+$/],
  [/^groq-sdk$|^groq$/, /^GROQ_.+$/],
  [/^@google\/(?:genai|generative-ai)$|^google-genai/, /^(?:GOOGLE|GEMINI)_API_KEY$/],
  [/^replicate$/, /^REPLICATE_API_TOKEN$/],
  [/^@fal-ai\//, /^FAL_KEY$/],
  [/^@sentry\/|^sentry-sdk|^sentry-ruby/, /^SENTRY_.+$/],
  [/^@trigger\.dev\//, /^TRIGGER_.+$/],
  [/^inngest$/, /^INNGEST_.+$/],
  [/^@upstash\//, /^(?:UPSTASH|QSTASH|KV)_.+$/],
  [/^@aws-sdk\/|^aws-sdk$|^boto3$|^aws-cdk|^sst$|^@aws-amplify/, /^AWS_.+$/],
  [/^oci-/, /^OCI_.+$/],
  [/^@azure\/|^azure-/, /^AZURE_.+$/],
  [
    /^@google-cloud\/|^firebase-admin$|^google-cloud-|^googleapis$/,
    /^(?:GOOGLE_APPLICATION_CREDENTIALS|GOOGLE_CLOUD_PROJECT|GCLOUD_PROJECT|FIREBASE_.+|FIRESTORE_.+|GCP_.+)$/,
  ],
  [/^(?:@?prisma(?:\/.+)?)$/, /^(?:PRISMA_.+|DATABASE_URL|DIRECT_URL|SHADOW_DATABASE_URL)$/],
  [/^drizzle-kit$/, /^DATABASE_URL$/],
  [/^@opentelemetry\/|^opentelemetry/, /^OTEL_.+$/],
  [/^@clerk\//, /^(?:NEXT_PUBLIC_|VITE_|PUBLIC_|EXPO_PUBLIC_|NUXT_PUBLIC_)?CLERK_.+$/],
  [/^@workos-inc\/|^@workos/, /^(?:NEXT_PUBLIC_)?WORKOS_.+$/],
  [/^@auth0\/|^auth0$/, /^(?:AUTH0_.+|APP_BASE_URL)$/],
  [/^@kinde-oss\//, /^KINDE_.+$/],
  [
    /^@convex-dev\/|^convex$/,
    /^(?:CONVEX_.+|NEXT_PUBLIC_CONVEX_URL|VITE_CONVEX_URL|SITE_URL|JWKS|JWT_PRIVATE_KEY)$/,
  ],
  [/^uploadthing$|^@uploadthing\//, /^UPLOADTHING_.+$/],
  [/^@liveblocks\//, /^LIVEBLOCKS_.+$/],
  [/^@neondatabase\/|^pg$|^postgres$|^psycopg/, /^PG(?:HOST|USER|PASSWORD|DATABASE|PORT|SSLMODE|APPNAME)$/],
  [/^@libsql\/|^@turso\//, /^TURSO_.+$/],
  [/^stripe$/, /^STRIPE_CLI_.+$/],
  [/^@axiomhq\/|^next-axiom$/, /^(?:NEXT_PUBLIC_)?AXIOM_.+$/],
  [/^@logtail\//, /^(?:NEXT_PUBLIC_)?(?:LOGTAIL|BETTER_STACK)_.+$/],
  [/^@supabase\/|^supabase$/, /^SUPABASE_(?:ACCESS_TOKEN|DB_PASSWORD|PROJECT_ID)$/],
  [/^expo$|^eas-cli$/, /^(?:EXPO|EAS)_.+$/],
  [
    /^react-scripts$/,
    /^(?:GENERATE_SOURCEMAP|INLINE_RUNTIME_CHUNK|FAST_REFRESH|SKIP_PREFLIGHT_CHECK|DISABLE_ESLINT_PLUGIN|BROWSER|HTTPS|SSL_(?:CRT|KEY)_FILE|WDS_SOCKET_.+|CHOKIDAR_USEPOLLING|ESLINT_NO_DEV_ERRORS|IMAGE_INLINE_SIZE_LIMIT|DANGEROUSLY_DISABLE_HOST_CHECK|EXTEND_ESLINT|TSC_COMPILE_ON_ERROR|BUILD_PATH|PUBLIC_URL)$/,
  ],
  [
    /^next$/,
    /^(?:NEXT_TELEMETRY_DISABLED|NEXT_SHARP_PATH|NEXT_SERVER_ACTIONS_ENCRYPTION_KEY|NEXT_MANUAL_SIG_HANDLE|ANALYZE)$/,
  ],
  [/^nuxt$|^nuxt3$/, /^(?:NUXT_.+|NITRO_.+)$/],
  [/^turbo$/, /^TURBO_.+$/],
  [/^nx$/, /^NX_.+$/],
  [
    /^@strapi\/|^strapi$/,
    /^(?:APP_KEYS|API_TOKEN_SALT|ADMIN_JWT_SECRET|TRANSFER_TOKEN_SALT|JWT_SECRET|STRAPI_.+)$/,
  ],
  [/^payload$/, /^PAYLOAD_.+$/],
  [/^@directus\/|^directus$/, /^.+$/],
  [/^@medusajs\//, /^MEDUSA_.+$/],
  [/^semantic-release|^np$|^changesets|^@changesets\//, /^(?:GH|GITHUB|NPM|NODE_AUTH)_TOKEN$/],
  [/^[Dd]jango$/, /^DJANGO_(?:SETTINGS_MODULE|SUPERUSER_.+)$/],
  [/^[Ff]lask$/, /^FLASK_.+$/],
  [/^celery$/, /^CELERY_.+$/],
  [/^gunicorn$|^uvicorn$/, /^(?:GUNICORN_.+|UVICORN_.+|WEB_CONCURRENCY)$/],
  [/^dynaconf$/, /^(?:DYNACONF_.+|ENV_FOR_DYNACONF)$/],
  [
    /^rails$|^puma$/,
    /^(?:RAILS_.+|RACK_.+|SECRET_KEY_BASE|WEB_CONCURRENCY|MALLOC_ARENA_MAX|DATABASE_URL|REDIS_URL)$/,
  ],
  [
    /^laravel\/framework$/,
    /^(?:APP_.+|LOG_.+|DB_.+|BROADCAST_.+|CACHE_.+|FILESYSTEM_.+|QUEUE_.+|SESSION_.+|MEMCACHED_.+|REDIS_.+|MAIL_.+|AWS_.+|PUSHER_.+|VITE_.+|MIX_.+|SANCTUM_.+|BCRYPT_ROUNDS|PHP_CLI_SERVER_WORKERS|SAIL_.+|WWW.+|FORWARD_.+|SCOUT_.+|VAPOR_.+|OCTANE_.+|HORIZON_.+|TELESCOPE_.+|REVERB_.+|ASSET_URL)$/,
  ],
  [
    /^symfony\//,
    /^(?:APP_ENV|APP_SECRET|APP_DEBUG|MESSENGER_.+|MAILER_DSN|DATABASE_URL|TRUSTED_.+|CORS_.+|LOCK_DSN|DEFAULT_URI)$/,
  ],
  [/spring-boot/, /^(?:SPRING_.+|SERVER_.+|MANAGEMENT_.+|LOGGING_.+)$/],
  [/^supertokens|^@ory\//, /^(?:SUPERTOKENS|ORY)_.+$/],
  [/^@lemonsqueezy\//, /^$/],
];

/** Libraries that are handed what they need: a variable named after them is read by the project or by nobody. */
const HANDED =
  /^(?:stripe|resend|posthog|twilio|sendgrid|mailgun|postmark|supabase|firebase|mongodb|mongoose|redis|ioredis|postgres|mysql2?|express|react|google|github|slack|discord|vercel|node|next|test|local|debug|django|flask|fastapi|rails|laravel|symfony|phoenix|spring|nestjs|database|admin|email|public|client|server|legacy)$/;

const answers = new WeakMap<ReadonlySet<string>, { patterns: RegExp[]; names: Map<string, boolean> }>();

/** True when a library among `dependencies` reads `name` by itself. */
export function isImplicit(name: string, dependencies: ReadonlySet<string>): boolean {
  let known = answers.get(dependencies);
  if (!known) {
    const active = REGISTRY.filter(([packages]) => someMatches(dependencies, packages));
    known = { patterns: active.map(([, names]) => names), names: new Map() };
    answers.set(dependencies, known);
  }
  let answer = known.names.get(name);
  if (answer === undefined) {
    answer = known.patterns.some((names) => names.test(name));
    known.names.set(name, answer);
  }
  return answer;
}

/** True when the name begins as a package does: `LANGUINE_PROJECT_ID` with the package `languine`, which may read it. */
export function isNamedAfter(name: string, dependencies: ReadonlySet<string>): boolean {
  const [first = ''] = name.toLowerCase().split('_');
  return first.length >= 5 && !HANDED.test(first) && namesOf(dependencies).has(first);
}

const plainNames = new WeakMap<ReadonlySet<string>, Set<string>>();

/** `@languine/cli` and `languine` are both called languine. */
function namesOf(dependencies: ReadonlySet<string>): Set<string> {
  const known = plainNames.get(dependencies);
  if (known) return known;
  const made = new Set<string>();
  for (const name of dependencies) {
    const [scope = '', plain] = name.toLowerCase().split('/');
    if (plain === undefined) made.add(scope.replace(/[^a-z0-9]/g, ''));
    else if (!/^@(?:types|react|aws-sdk|google-cloud|radix-ui)$/.test(scope))
      made.add(scope.slice(1).replace(/[^a-z0-9]/g, ''));
  }
  plainNames.set(dependencies, made);
  return made;
}

function someMatches(names: ReadonlySet<string>, pattern: RegExp): boolean {
  for (const name of names) if (pattern.test(name)) return true;
  return false;
}
