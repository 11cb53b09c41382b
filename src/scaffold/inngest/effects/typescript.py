"""What libraries of JavaScript do; `catalogue.py` says how to read a row.

An awaited call that no row speaks of counts as an effect. So the rows that matter here are those
for what is awaited and does no harm, and those for what starts without being awaited.
"""

# One row says one thing: the table is read by its columns.
# fmt: off
from scaffold.inngest.effects.catalogue import Row

_HTTP = "{get,post,put,patch,delete,del,head,options,request,stream}"
_FILES = (
    "{writeFile,readFile,appendFile,unlink,mkdir,mkdtemp,rm,rmdir,rename,copyFile,cp,readdir,stat,"
    "access,truncate,open}"
)
_MADE = "**().**"
"""Whatever is called on what the library makes: a client, and the parts of one."""
_CLIENTS = "{db,pool,client,conn,connection,mongo,mongoose,redis,prisma,sequelize,browser,page}"
_OF_TABLES = (
    "{create,insert,update,upsert,delete,destroy,save,sync,find,aggregate,count,group,bulk}"
)

ROWS: tuple[Row, ...] = (
    # The language and its runtimes
    ("fetch node-fetch cross-fetch isomorphic-fetch node-fetch-native", "effect", "", ". fetch",
     "fetch.spec.whatwg.org"),
    ("$fetch", "effect", "", ". raw", "nuxt.com/docs/api/utils/dollarfetch"),
    ("Date", "clock", "", "now", "tc39.es: Date"),
    ("Date", "clock", "bare", ".", "tc39.es: Date"),
    ("Temporal", "clock", "", "Now.*", "tc39.es/proposal-temporal"),
    ("performance", "clock", "", "now", "w3.org/TR/hr-time"),
    ("perf_hooks.performance", "clock", "", "now", "nodejs.org/api/perf_hooks.html"),
    ("process", "clock", "", "hrtime hrtime.bigint uptime", "nodejs.org/api/process.html"),
    ("Math", "random", "", "random", "tc39.es: Math.random"),
    ("crypto", "random", "",
     "{,webcrypto.}{randomUUID,randomBytes,randomInt,getRandomValues,randomFill,randomFillSync}"
     " generateKey generateKeySync generateKeyPair generateKeyPairSync",
     "nodejs.org/api/crypto.html"),
    ("Bun", "random", "", "randomUUIDv7 randomUUIDv5", "bun.sh/docs/runtime/utils"),
    ("crypto", "pure", "",
     "{,webcrypto.}subtle.** scrypt pbkdf2 hkdf sign verify create{Hash,Hmac,Cipheriv,Decipheriv}**"
     " timingSafeEqual",
     "nodejs.org/api/crypto.html"),
    ("Array", "pure", "", "from of fromAsync isArray", "tc39.es: Array"),
    ("Object JSON Math Number String Boolean RegExp BigInt Symbol Reflect Intl Map Set WeakMap"
     " WeakSet URL URLSearchParams Headers FormData Request Response Buffer Uint8Array TextEncoder"
     " TextDecoder Blob File AbortController Error Iterator", "pure", "", "**",
     "tc39.es, whatwg.org"),
    ("import Promise structuredClone queueMicrotask parseInt parseFloat isNaN isFinite"
     " encodeURIComponent decodeURIComponent encodeURI decodeURI atob btoa String Number Boolean"
     " BigInt", "pure", "", ".", "tc39.es, whatwg.org"),
    ("Promise", "pure", "", "resolve reject withResolvers try", "tc39.es: Promise"),
    ("AbortSignal", "pure", "", "timeout any abort", "limits a request, and delays nothing"),
    ("crypto Array", "pure", "returned", "**", "computes on what it is given"),
    ("buffer url querystring path zlib string_decoder punycode assert util.types", "pure", "", "**",
     "nodejs.org/api"),
    ("util", "pure", "", "{inspect,format,promisify,deprecate,isDeepStrictEqual,parseArgs}",
     "nodejs.org/api/util.html"),
    ("setTimeout setInterval setImmediate window.setTimeout window.setInterval", "timer", "", ".",
     "html.spec.whatwg.org: timers"),
    ("timers timers/promises", "timer", "", "setTimeout setInterval setImmediate",
     "nodejs.org/api/timers.html"),
    ("timers/promises", "timer", "", "scheduler.wait", "nodejs.org/api/timers.html"),
    ("Bun", "timer", "", "sleep sleepSync", "bun.sh/docs/api/utils"),
    ("delay p-sleep sleep-promise yieldable-timers", "timer", "", ".", "npmjs.com/package/delay"),
    ("Bun", "effect", "", "write spawn spawnSync $ sql", "bun.sh/docs/runtime"),
    ("Deno", "file", "",
     "*File *FileSync {mkdir,remove,rename,copyFile,open,stat,readDir}{,Sync}",
     "docs.deno.com/api"),
    ("Deno", "effect", "", "Command().** run", "docs.deno.com/api"),
    ("fs", "file", "", "*Sync create{Read,Write}Stream", "nodejs.org/api/fs.html"),
    ("fs fs/promises fs.promises fs-extra graceful-fs", "file", "", _FILES,
     "nodejs.org/api/fs.html"),
    ("fs-extra", "file", "",
     "{ensureDir,ensureFile,emptyDir,outputFile,outputJson,readJson,writeJson,remove,move,copy,"
     "pathExists}{,Sync}", "npmjs.com/package/fs-extra"),
    ("rimraf mkdirp globby fast-glob glob", "file", "", "**", "works on the file system"),
    ("child_process", "effect", "", "*", "nodejs.org/api/child_process.html"),
    ("execa zx shelljs cross-spawn tinyexec", "effect", "", "**", "runs a child process"),
    ("dns dns/promises net tls dgram", "effect", "", "**", "nodejs.org/api"),
    ("http https", "effect", "", "get request", "nodejs.org/api/http.html"),

    # Requests
    ("axios", "setup", "", "create", "axios-http.com/docs/instance"),
    ("axios", "pure", "", "isAxiosError isCancel all spread getUri toFormData", "axios-http.com"),
    ("axios", "effect", "", f"create() create().{_HTTP}", "axios-http.com/docs/instance"),
    ("got ky", "setup", "", "extend create", "npmjs.com/package/got"),
    ("got ky", "effect", "", f"{{extend,create}}() {{extend,create}}().{_HTTP} paginate"
     " **.paginate.**",
     "npmjs.com/package/got"),
    ("axios got ky", "effect", "", f". {_HTTP}", "sends a request"),
    ("axios got ky", "effect", "", f"{{got,ky,axios}} {{got,ky,axios}}.{_HTTP}", "sends a request"),
    ("ofetch", "effect", "", ". ofetch $fetch {ofetch,$fetch}.create()", "unjs.io/packages/ofetch"),
    ("undici", "effect", "", "fetch request stream pipeline {Client,Pool,Agent}().**",
     "undici.nodejs.org"),
    ("superagent needle request request-promise phin bent wretch", "effect", "",
     f". {_HTTP} **().{{get,post,put,patch,delete,json,res}}", "sends a request"),
    ("graphql-request", "effect", "",
     "request rawRequest batchRequests GraphQLClient().{request,rawRequest,batchRequests}",
     "npmjs.com/package/graphql-request"),
    ("@apollo/client @urql/core urql", "effect", "", "**().{query,mutate,mutation,subscribe}",
     "apollographql.com/docs"),
    ("@trpc/client", "effect", "", "**.{query,mutate}", "trpc.io/docs/client"),
    ("graphql-tag graphql", "pure", "", "**", "graphql.org/graphql-js"),
    ("pusher ably", "effect", "", "**().{trigger,triggerBatch,publish,get,post}",
     "pusher.com/docs"),
    ("liveblocks @liveblocks/node @partykit partysocket", "effect", "", _MADE, "sends a request"),

    # Ids, dates, random values
    ("uuid", "random", "", ". v1 v4 v6 v7", "npmjs.com/package/uuid"),
    ("uuid", "pure", "", "{v3,v5,validate,version,parse,stringify}", "npmjs.com/package/uuid"),
    ("uuid/v1 uuid/v4 cuid", "random", "", ".", "a new id each time"),
    ("nanoid", "random", "", "{customAlphabet,customRandom}()", "npmjs.com/package/nanoid"),
    ("nanoid nanoid/non-secure nanoid/async", "random", "", "nanoid", "npmjs.com/package/nanoid"),
    ("nanoid ulid uuidv4 ulidx", "random", "", ". ulid uuid", "a new id each time"),
    ("@paralleldrive/cuid2 cuid cuid2", "random", "", "createId cuid init()",
     "npmjs.com/package/@paralleldrive/cuid2"),
    ("uuidv7 uuidv6", "random", "", ". uuidv7 uuidv6", "npmjs.com/package/uuidv7"),
    ("ksuid", "random", "", "random randomSync", "npmjs.com/package/ksuid"),
    ("shortid short-uuid short-unique-id", "random", "", "generate **().{new,generate,rnd}",
     "a new id each time"),
    ("hyperid", "random", "", "()", "npmjs.com/package/hyperid"),
    ("typeid-js", "random", "", "typeid", "npmjs.com/package/typeid-js"),
    ("unique-names-generator", "random", "", "uniqueNamesGenerator",
     "npmjs.com/package/unique-names-generator"),
    ("crypto-random-string generate-password", "random", "", ". generate generateMultiple",
     "a new value each time"),
    ("@faker-js/faker", "random", "", "faker.**", "fakerjs.dev"),
    ("bson mongodb mongoose", "random", "bare", "ObjectId ObjectID Types.ObjectId",
     "mongodb.com/docs: ObjectId"),
    ("lodash lodash-es underscore", "random", "", "{random,sample,sampleSize,shuffle,uniqueId}",
     "lodash.com/docs"),
    ("lodash lodash-es underscore", "clock", "", "now", "lodash.com/docs"),
    ("dayjs moment moment-timezone", "clock", "bare", ". utc tz dayjs moment",
     "now, when no time is given"),
    ("moment", "clock", "", "now", "momentjs.com/docs"),
    ("luxon", "clock", "", "DateTime.now", "moment.github.io/luxon"),
    ("luxon", "clock", "bare", "DateTime.{local,utc}", "moment.github.io/luxon"),
    ("date-fns", "clock", "",
     "{startOf,endOf}{Today,Tomorrow,Yesterday} is{Today,Tomorrow,Yesterday,Past,Future}"
     " isThis* formatDistanceToNow*", "date-fns.org/docs"),

    # What writes to a log, and what watches
    ("winston pino bunyan loglevel consola signale tslog log4js roarr @axiomhq @logtail"
     " @highlight-run @baselime next-axiom evlog", "log", "", "**", "writes to a log"),
    ("@opentelemetry @sentry @datadog dd-trace hot-shots statsd-client prom-client newrelic"
     " @honeycombio @bugsnag rollbar @appsignal langfuse langsmith @arizeai @vercel/otel"
     " @grafana elastic-apm-node", "metric", "", "**", "tells those who watch"),
    ("posthog-node mixpanel analytics-node @segment/analytics-node @amplitude/node"
     " @amplitude/analytics-node @vercel/analytics @logsnag/node", "metric", "",
     "**.{flush,shutdown,closeAndFlush,shutdownAsync,flushAsync}", "sends what was counted"),

    # Inngest's own
    ("@inngest inngest/experimental inngest/realtime", "sdk", "", "**", "inngest.com/docs"),
    ("inngest", "pure", "returned", "**", "inngest.com/docs"),

    # What computes, and waits for nothing outside
    ("zod @hookform yup joi superstruct valibot ajv arktype @sinclair/typebox runtypes io-ts"
     " @effect/schema class-validator class-transformer fast-json-stringify", "pure", "", "**",
     "checks what it is given"),
    ("lodash lodash-es underscore ramda remeda radash immer fast-deep-equal deepmerge just-safe-get"
     " ms pluralize slugify change-case", "pure", "", "**", "computes on what it is given"),
    ("date-fns date-fns-tz @date-fns dayjs moment moment-timezone luxon rrule cron-parser cronstrue"
     " chrono-node", "pure", "", "**", "computes on what it is given"),
    ("@react-email react-email jsx-email @jsx-email react-dom react preact solid-js"
     " vue/server-renderer"
     " @vue-email mjml mjml-react handlebars mustache nunjucks liquidjs eta pug juice", "pure", "",
     "**", "renders what it is given"),
    ("ejs", "pure", "", "render compile", "ejs.co"),
    ("marked markdown-it remark remark-html remark-gfm remark-parse remark-rehype rehype"
     " rehype-stringify rehype-raw unified unist-util-visit mdast-util-from-markdown turndown"
     " showdown gray-matter html-to-text cheerio htmlparser2 sanitize-html dompurify"
     " isomorphic-dompurify linkedom jsdom @mozilla/readability shiki prettier", "pure", "", "**",
     "works on the text that it is given"),
    ("superjson devalue flatted json5 yaml js-yaml toml ini qs query-string fast-xml-parser xml2js"
     " xmlbuilder2 papaparse csv-parse csv-parse/sync csv-stringify csv-stringify/sync fast-csv"
     " msgpackr @msgpack/msgpack protobufjs iconv-lite he entities", "pure", "", "**",
     "works on the text that it is given"),
    ("jose jsonwebtoken bcrypt bcryptjs argon2 @node-rs/argon2 @node-rs/bcrypt oslo/password"
     " tweetnacl"
     " libsodium-wrappers @noble svix standardwebhooks", "pure", "", "**",
     "computes on what it is given"),
    ("sharp jimp canvas @napi-rs/canvas pdf-lib pdfkit exceljs xlsx docx pptxgenjs qrcode",
     "file", "", "**.{toFile,writeFile,readFile,writeAsync,writeFileAsync,readFileAsync}",
     "works on the file system"),
    ("@react-pdf/renderer", "file", "", "renderToFile", "react-pdf.org"),
    ("sharp jimp canvas @napi-rs/canvas pdf-lib pdfkit pdfjs-dist pdf-parse pdf-parse-new unpdf"
     " @react-pdf/renderer"
     " exceljs xlsx docx mammoth pptxgenjs qrcode satori @resvg/resvg-js blurhash plaiceholder"
     " exifr"
     " image-size file-type jszip fflate pako adm-zip tesseract.js"
     " music-metadata", "pure", "", "**",
     "works on the bytes that it is given"),
    ("tiktoken js-tiktoken gpt-tokenizer gpt-3-encoder @dqbd/tiktoken natural compromise franc"
     " string-similarity fuse.js fastest-levenshtein ml-distance compute-cosine-similarity mathjs"
     " decimal.js big.js bignumber.js dinero.js currency.js simple-statistics", "pure", "", "**",
     "computes on what it is given"),
    ("libphonenumber-js validator email-validator ua-parser-js geoip-lite semver", "pure", "", "**",
     "computes on what it is given"),
    ("neverthrow effect fp-ts ts-pattern @total-typescript/ts-reset", "pure", "",
     "{ok,err,okAsync,errAsync,match,pipe,flow}", "wraps what it is given"),
    ("next/headers", "pure", "", "cookies headers draftMode", "nextjs.org/docs: reads the request"),
    ("next-intl/server next-translate next-translate/getT i18next next-i18next", "pure", "", "**",
     "gives the texts of a language"),

    # What runs the functions that it is given
    ("p-map p-limit p-all p-queue p-retry p-series p-settle p-throttle p-timeout p-props p-reduce"
     " p-each-series p-filter p-times async-retry promise-retry exponential-backoff"
     " ts-retry-promise async-sema bottleneck cockatiel opossum", "iterates", "", "**",
     "npmjs.com/package/p-map"),

    # Databases: SQL
    ("@prisma/client ~prisma", "setup", "", "**.{$connect,$disconnect,$extends,$on,$use}",
     "prisma.io/docs"),
    ("@prisma/client ~prisma", "query", "awaited",
     "**.{findMany,findFirst,findFirstOrThrow,findUnique,findUniqueOrThrow,create,createMany,"
     "createManyAndReturn,update,updateMany,upsert,delete,deleteMany,count,aggregate,groupBy,"
     "$queryRaw,$queryRawUnsafe,$executeRaw,$executeRawUnsafe}", "prisma.io/docs: PrismaPromise"),
    ("drizzle-orm", "pure", "", "* *.raw *.join *.empty", "orm.drizzle.team/docs/operators"),
    ("drizzle-orm", "query", "awaited",
     "**().{select,selectDistinct,insert,update,delete,execute}** **().query.**",
     "orm.drizzle.team/docs"),
    ("kysely", "effect", "", "**().{execute,executeTakeFirst,executeTakeFirstOrThrow,stream}",
     "kysely.dev/docs"),
    ("kysely", "query", "awaited",
     "**().{selectFrom,insertInto,updateTable,deleteFrom,with,replaceInto,mergeInto}**",
     "kysely.dev/docs"),
    ("knex", "query", "awaited", "() ().**", "knexjs.org/guide/query-builder.html"),
    ("postgres @vercel/postgres.sql", "query", "awaited", "() .", "npmjs.com/package/postgres"),
    ("pg mysql mysql2 mysql2/promise mariadb mssql oracledb", "setup", "",
     "create{Pool,Connection} getConnection **().{connect,end,release,getConnection,close,destroy}",
     "node-postgres.com"),
    ("pg mysql mysql2 mysql2/promise mariadb mssql oracledb @neondatabase/serverless"
     " @planetscale/database @vercel/postgres snowflake-sdk", "effect", "",
     "**().{query,execute,batch,beginTransaction,commit,rollback} db.query sql.query",
     "node-postgres.com"),
    ("@libsql/client @libsql/client/web", "effect", "",
     "**().{execute,batch,executeMultiple,transaction,migrate}", "docs.turso.tech"),
    ("better-sqlite3 sqlite3 sqlite bun:sqlite sqlite.DatabaseSync", "effect", "",
     "**.{run,get,all,exec,each,iterate,values}", "npmjs.com/package/better-sqlite3"),
    ("typeorm @mikro-orm/core sequelize objection", "setup", "",
     "**.{initialize,getRepository,authenticate,close,destroy}", "typeorm.io"),
    ("sequelize", "pure", "", "{Op,literal,fn,col,where}**", "sequelize.org/docs"),

    # Databases: documents, keys, search
    ("mongoose", "setup", "", "{connect,disconnect,createConnection,connection.**,startSession,"
     "set}",
     "mongoosejs.com/docs/connections.html"),
    ("mongoose", "pure", "", "Schema** model Types.** isValidObjectId isObjectIdOrHexString",
     "mongoosejs.com/docs"),
    ("mongoose", "effect", "", "model().{create,insertMany,bulkWrite,bulkSave} model().save"
     " model()().save",
     "mongoosejs.com/docs/models.html"),
    ("mongoose", "query", "awaited", "model().**", "mongoosejs.com/docs/queries.html"),
    ("mongodb", "setup", "", "**().{connect,close,db,startSession,collection} **.collection",
     "mongodb.com/docs/drivers/node"),
    ("mongodb", "query", "awaited", "**.collection().{find,aggregate}",
     "mongodb.com/docs/drivers/node"),
    ("mongodb", "effect", "", "**.collection().**", "mongodb.com/docs/drivers/node"),
    ("@supabase/supabase-js @supabase/ssr ~supabase ~supabaseadmin", "setup", "",
     "create{Client,ServerClient,BrowserClient} **().{channel,schema}",
     "supabase.com/docs/reference"),
    ("@supabase/supabase-js @supabase/ssr ~supabase ~supabaseadmin", "pure", "",
     "**.getPublicUrl **.storage.from **.auth.onAuthStateChange", "supabase.com/docs/reference"),
    ("@supabase/supabase-js @supabase/ssr ~supabase ~supabaseadmin", "effect", "",
     "**.auth.** **.storage.** **.functions.invoke **.channel().send",
     "supabase.com/docs/reference"),
    ("@supabase/supabase-js @supabase/ssr ~supabase ~supabaseadmin", "query", "awaited",
     "**().{from,rpc}**", "supabase.com/docs/reference"),
    ("ioredis redis @upstash/redis @vercel/kv ~redis ~kv", "setup", "",
     "**.{connect,disconnect,quit,duplicate,on,close,destroy} createClient createCluster"
     " **.fromEnv",
     "redis.io/docs"),
    ("ioredis redis @upstash/redis ~redis", "query", "awaited", "**().{pipeline,multi}",
     "redis.io/docs"),
    ("ioredis redis @upstash/redis ~redis ~kv", "effect", "", _MADE, "redis.io/docs"),
    ("@vercel/kv", "effect", "", "kv.**", "vercel.com/docs/kv"),
    ("@upstash/qstash @upstash/ratelimit @upstash/vector @upstash/search @upstash/workflow",
     "effect", "", _MADE, "upstash.com/docs"),
    ("memcached memjs keyv cache-manager", "effect", "", _MADE, "keeps it elsewhere"),
    ("firebase-admin", "setup", "",
     "initializeApp applicationDefault credential.** cert** {firestore,auth,storage,messaging,"
     "database,app}"
     " /*.{initializeApp,getApps,getApp,getFirestore,getAuth,getStorage,getMessaging,getDatabase,"
     "cert}",
     "firebase.google.com/docs/admin"),
    ("firebase-admin", "pure", "",
     "**.{collection,doc,collectionGroup,where,orderBy,limit,startAfter,batch,bucket,file,ref,"
     "child}"
     " **.FieldValue.** **.FieldPath.** **.Timestamp.from*", "firebase.google.com/docs/firestore"),
    ("firebase-admin", "effect", "", _MADE, "firebase.google.com/docs/admin"),
    ("firebase/firestore firebase/firestore/lite", "effect", "",
     "{getDoc,getDocs,setDoc,addDoc,updateDoc,deleteDoc,getCountFromServer,runTransaction}"
     " writeBatch().commit", "firebase.google.com/docs/firestore"),
    ("firebase/firestore firebase-admin/firestore firebase-admin.firestore", "clock", "",
     "Timestamp.now", "firebase.google.com/docs/firestore"),
    ("firebase/firestore firebase/firestore/lite", "pure", "", "*",
     "firebase.google.com/docs/firestore"),
    ("convex/browser convex/nextjs", "effect", "",
     "**().{query,mutation,action} fetch{Query,Mutation,Action}", "docs.convex.dev"),
    ("@pinecone-database/pinecone", "setup", "", "**().{index,Index,namespace}",
     "docs.pinecone.io"),
    ("@qdrant/js-client-rest weaviate-client weaviate-ts-client chromadb @zilliz/milvus2-sdk-node"
     " @pinecone-database/pinecone meilisearch typesense @elastic/elasticsearch"
     " @opensearch-project/opensearch @turbopuffer/turbopuffer", "effect", "", _MADE,
     "sends a request"),
    ("algoliasearch ~algolia", "setup", "", ". algoliasearch **.initIndex", "algolia.com/doc"),
    ("algoliasearch ~algolia", "effect", "", _MADE, "algolia.com/doc"),

    # Clouds
    ("@aws-sdk/s3-request-presigner @aws-sdk/cloudfront-signer", "pure", "", "*",
     "docs.aws.amazon.com: signs, and asks nobody"),
    ("@aws-sdk/util-dynamodb @aws-sdk/client-* @aws-sdk/lib-dynamodb", "pure", "",
     "marshall unmarshall *.from", "docs.aws.amazon.com"),
    ("@aws-sdk", "effect", "", "**().{send,done} **.waitUntil* **().{put,get,query,scan,update,"
     "delete}*",
     "docs.aws.amazon.com"),
    ("aws-sdk", "effect", "", "**.promise", "docs.aws.amazon.com/AWSJavaScriptSDK"),
    ("@google-cloud", "setup", "",
     "**.{bucket,file,topic,subscription,dataset,table,collection,doc} **().*Path",
     "cloud.google.com/nodejs/docs"),
    ("@google-cloud", "effect", "", _MADE, "cloud.google.com/nodejs/docs"),
    ("@azure", "setup", "", "**.{get*Client,from*,fromConnectionString}",
     "learn.microsoft.com/javascript/api"),
    ("@azure", "effect", "", _MADE, "learn.microsoft.com/javascript/api"),
    ("@vercel/blob", "effect", "", "{put,del,list,head,copy}", "vercel.com/docs/vercel-blob"),
    ("@vercel/edge-config", "effect", "", "{get,getAll,has} createClient().**", "vercel.com/docs"),
    ("minio uploadthing/server @uploadthing imagekit", "effect", "", _MADE, "sends a request"),
    ("cloudinary", "effect", "", "**.{uploader,api,search}.**", "cloudinary.com/documentation"),
    ("cloudinary", "pure", "", "**.{config,url,utils.**}", "cloudinary.com/documentation"),
    ("ssh2-sftp-client basic-ftp ssh2", "effect", "", _MADE, "reaches another machine"),

    # Mail and messages
    ("nodemailer", "setup", "", "createTransport", "nodemailer.com"),
    ("@sendgrid/mail @sendgrid/client", "setup", "", "**.{setApiKey,setTimeout,setDefaultHeader}",
     "npmjs.com/package/@sendgrid/mail"),
    ("@sendgrid/mail @sendgrid/client ~sendgrid ~sgmail", "effect", "",
     "**.{send,sendMultiple,request}", "npmjs.com/package/@sendgrid/mail"),
    ("resend ~resend", "effect", "",
     "**.{emails,batch,contacts,audiences,domains,broadcasts,apiKeys}.**", "resend.com/docs"),
    ("postmark nodemailer mailgun.js mailgun-js @getbrevo/brevo @mailchimp/mailchimp_transactional"
     " @mailchimp/mailchimp_marketing loops customerio-node @novu/node @novu/api @knocklabs/node"
     " @trycourier/courier mailersend @plunk/node node-mailjet ~postmark ~loops ~novu ~knock",
     "effect", "", _MADE, "sends mail"),
    ("twilio", "pure", "", "**twiml** validateRequest*", "twilio.com/docs/libraries/node"),
    ("twilio @vonage/server-sdk messagebird plivo telnyx africastalking ~twilio ~telnyx", "effect",
     "", "**().{messages,calls,verify,lookups,sms,conversations,chat,video,accounts}**",
     "twilio.com/docs/libraries/node"),
    ("@slack/web-api @slack/bolt @slack/webhook @slack/client ~slack", "effect", "",
     "**().{send,apiCall,paginate,filesUploadV2} **().{chat,conversations,users,files,reactions,"
     "views,"
     "channels,auth,team,usergroups,pins,bookmarks,dnd}.**", "slack.dev/node-slack-sdk"),
    ("discord.js @discordjs/rest", "pure", "", "*Builder().** Routes.**", "discord.js.org"),
    ("discord.js @discordjs/rest telegraf grammy node-telegram-bot-api", "effect", "",
     "**().{login,send,get,post,put,patch,delete} **.send* **().api.** **().telegram.**",
     "discord.js.org"),
    ("web-push", "effect", "", "sendNotification", "npmjs.com/package/web-push"),
    ("web-push", "random", "", "generateVAPIDKeys", "npmjs.com/package/web-push"),
    ("expo-server-sdk", "pure", "", "**.{chunk*,isExpoPushToken}",
     "docs.expo.dev/push-notifications"),
    ("expo-server-sdk apn @parse/node-apn onesignal-node @onesignal/node-onesignal", "effect", "",
     _MADE, "sends a message"),

    # Models
    ("ai", "effect", "",
     "{generate,stream}{Text,Object,UI} embed embedMany experimental_{generateImage,transcribe,"
     "generateSpeech} generateImage transcribe generateSpeech rerank", "ai-sdk.dev/docs"),
    ("ai @ai-sdk @openrouter/ai-sdk-provider workers-ai-provider", "pure", "", "**",
     "ai-sdk.dev/docs"),
    ("openai @anthropic-ai groq-sdk @mistralai cohere-ai replicate @google/generative-ai"
     " @google/genai"
     " together-ai @huggingface/inference ollama @deepgram/sdk assemblyai elevenlabs @elevenlabs"
     " @cerebras @azure/openai portkey-ai @openrouter/sdk voyageai ~openai ~anthropic ~groq"
     " ~replicate ~elevenlabs ~deepgram", "pure", "",
     "**.{withOptions,webhooks.**,getGenerativeModel,startChat,zodResponseFormat,zodFunction}",
     "builds, and asks nobody"),
    ("openai @anthropic-ai groq-sdk @mistralai cohere-ai replicate @google/generative-ai"
     " @google/genai"
     " together-ai @huggingface/inference ollama @deepgram/sdk assemblyai elevenlabs @elevenlabs"
     " @cerebras @azure/openai portkey-ai @openrouter/sdk voyageai ~openai ~anthropic ~groq"
     " ~replicate ~elevenlabs ~deepgram", "effect", "", _MADE, "asks a model"),
    ("@fal-ai/client @fal-ai/serverless-client", "effect", "", "fal.{run,subscribe,queue.**,"
     "storage.**,stream}",
     "docs.fal.ai"),
    ("@langchain langchain", "pure", "",
     "**.{splitText,splitDocuments,createDocuments,transformDocuments} **.fromLanguage()**"
     " **Prompt*.{from*,format*} **Prompt*().** **Prompt*.from*().{format*,pipe,partial}"
     " **Parser*().** **.{bindTools,bind,pipe,withStructuredOutput,withConfig,asRetriever}"
     " **Runnable*.from",
     "js.langchain.com: builds, and asks nobody"),
    ("@langchain langchain", "effect", "",
     "**.{invoke,batch,stream,streamEvents,streamLog,call,predict,run,generate,embedQuery,"
     "embedDocuments,similaritySearch*,addDocuments,addVectors,fromDocuments,fromTexts,"
     "fromExistingIndex,getRelevantDocuments,load,loadAndSplit,delete}", "js.langchain.com"),
    ("exa-js @tavily/core tavily @mendable/firecrawl-js firecrawl @browserbasehq/sdk"
     " @browserbasehq/stagehand e2b @e2b/code-interpreter mem0ai @getzep/zep-cloud scrapingbee"
     " apify-client @apify serpapi @modelcontextprotocol/sdk @composio/core composio-core"
     " @arcadeai/arcadejs ~firecrawl ~exa ~stagehand ~mem0", "effect", "", _MADE,
     "sends a request"),

    # Browsers
    ("puppeteer puppeteer-core playwright playwright-core @playwright/test @sparticuz/chromium"
     " selenium-webdriver", "effect", "", "**.{launch,connect,connectOverCDP,goto} **().**",
     "pptr.dev"),

    # Money
    ("stripe ~stripe", "pure", "", "**.webhooks.** **.{on,off,getApiField,setAppInfo}",
     "docs.stripe.com: builds, and asks nobody"),
    ("stripe ~stripe", "effect", "", _MADE, "docs.stripe.com/api"),
    ("@lemonsqueezy/lemonsqueezy.js", "setup", "", "lemonSqueezySetup", "docs.lemonsqueezy.com"),
    ("@lemonsqueezy/lemonsqueezy.js", "effect", "", "*", "docs.lemonsqueezy.com"),
    ("@paddle/paddle-node-sdk @polar-sh/sdk @workos-inc/node @mux/mux-node ~paddle ~polar ~workos"
     " ~mux",
     "pure", "", "**.webhooks.** **.jwt.** **.{getAuthorizationUrl,getLogoutUrl}",
     "builds, and asks nobody"),
    ("@paddle/paddle-node-sdk @polar-sh/sdk square braintree plaid razorpay @paypal recurly"
     " chargebee"
     " chargebee-typescript @mollie/api-client @adyen/api-library gocardless-nodejs dodopayments"
     " ~paddle ~polar ~plaid ~razorpay", "effect", "", _MADE, "sends a request"),

    # Services
    ("@clerk/nextjs/server @clerk/backend @clerk/clerk-sdk-node @clerk/express", "setup", "",
     "clerkClient createClerkClient", "clerk.com/docs"),
    ("@clerk auth0 @workos-inc/node @kinde-oss @supertokens ~clerk ~clerkclient", "effect", "",
     f"{_MADE} clerkClient.**", "sends a request"),
    ("@notionhq/client", "pure", "", "is*", "npmjs.com/package/@notionhq/client"),
    ("googleapis google-auth-library", "setup", "",
     "google.* google.auth.** **.{getClient,setCredentials,generateAuthUrl,fromJSON}",
     "npmjs.com/package/googleapis"),
    ("googleapis", "effect", "", "google.*().**", "npmjs.com/package/googleapis"),
    ("@octokit/auth-app @octokit/auth-oauth-app", "setup", "", "*",
     "npmjs.com/package/@octokit/auth-app"),
    ("@octokit/webhooks @octokit/webhooks-methods", "pure", "", "**.{sign,verify,verifyAndReceive}",
     "npmjs.com/package/@octokit/webhooks"),
    ("@octokit octokit ~octokit", "effect", "",
     f"{_MADE} request graphql", "npmjs.com/package/octokit"),
    ("@sanity/client next-sanity", "setup", "", "createClient **.withConfig",
     "sanity.io/docs/js-client"),
    ("@sanity/client next-sanity", "query", "awaited", "**().{patch,transaction}",
     "sanity.io/docs/js-client"),
    ("livekit-server-sdk", "pure", "", "AccessToken().**", "docs.livekit.io"),
    ("@notionhq/client @linear/sdk airtable @hubspot/api-client jsforce @sanity/client next-sanity"
     " contentful contentful-management @shopify/shopify-api jira.js asana @nangohq/node"
     " @mux/mux-node"
     " livekit-server-sdk @vapi-ai/server-sdk retell-sdk deepl-node intercom-client @intercom"
     " @pipedrive pipedrive @atproto/api twitter-api-v2 @microsoft/microsoft-graph-client"
     " google-spreadsheet @trigger.dev/sdk @temporalio/client @daily-co @livekit @zoom"
     " ~notion ~linear ~airtable ~hubspot ~linearclient ~intercom ~sanity ~salesforce",
     "effect", "", _MADE, "sends a request"),

    # Queues and schedules beside Inngest's
    ("bullmq bull bee-queue pg-boss graphile-worker agenda @hokify/agenda", "setup", "",
     "**().{start,stop,close,connect,on,process}", "npmjs.com/package/bullmq"),
    ("bullmq bull bee-queue pg-boss graphile-worker agenda @hokify/agenda amqplib kafkajs nats"
     " @confluentinc/kafka-javascript", "effect", "", f"{_MADE} quickAddJob",
     "puts work into a queue"),
    ("bullmq bull bee-queue pg-boss agenda @hokify/agenda node-cron cron node-schedule"
     " graphile-worker kue bree croner toad-scheduler @upstash/qstash @upstash/workflow"
     " @trigger.dev/sdk", "queue library", "", "**",
     "keeps a queue or a schedule"),

    # On any receiver
    ("*", "effect", "", "sendMail putObject insertOne updateOne deleteOne insertMany updateMany"
     " deleteMany findOneAndUpdate findOneAndDelete findByIdAndUpdate findByIdAndDelete bulkWrite",
     "nodemailer, AWS, MongoDB and Mongoose"),
    ("*", "setup", "bare",
     f"{_CLIENTS}.{{connect,disconnect,close}} *{{Client,Connection,Pool}}.{{connect,disconnect,"
     f"close,end}}"
     " $connect $disconnect", "opens or closes a connection, which each process needs"),
    ("*", "setup", "connects", "connect{Db,DB,ToDb,ToDB,Database,ToDatabase,Mongo,MongoDB,ToMongo,"
     "ToMongoDB,"
     "Mongoose} dbConnect mongoConnect initDb initDB", "what people call it"),
    ("*", "transaction", "given a function",
     "*transact *Transact *transaction *Transaction *transactional *Transactional tx *Tx begin",
     "Prisma, Drizzle, Knex, Sequelize, Mongoose, postgres.js"),
    ("*", "query", "begins",
     "from select selectDistinct insert update upsert delete into table schema",
     "Drizzle, Knex, Kysely, Supabase"),
    ("*", "query", "", "where *{w,W}here", "Drizzle, Knex, Kysely"),
    ("*", "query", "adds",
     "{,and,or,And,Or}{w,W}here* select insert update upsert delete from into set values returning"
     " $dynamic eq neq gt gte lt lte like ilike is in contains containedBy overlaps match not or"
     " filter textSearch order orderBy limit offset range single maybeSingle *{j,J}oin groupBy"
     " having onConflict* onDuplicateKeyUpdate distinct first union unionAll throwOnError returns"
     " overrideTypes abortSignal",
     "Drizzle, Knex, Kysely, Supabase"),
    ("*", "changes", "",
     "add set delete clear push pop shift unshift splice sort reverse fill copyWithin append"
     " enqueue"
     " dequeue put remove insert increment decrement",
     "tc39.es: Array, Map, Set"),
    ("*", "answer", "", "json text arrayBuffer blob formData bytes aread read",
     "developer.mozilla.org: Response"),
    ("*", "iterates", "", "map flatMap forEach", "tc39.es: Array"),
    ("*", "iterates", "given a function", "filter reduce some every find sort entries",
     "tc39.es: Array"),
    ("*", "pure", "", "parseAsync safeParseAsync", "zod.dev"),
    ("*", "pure", "", "bind toString toJSON valueOf", "tc39.es: Function, Object"),
    ("*", "pure", "", "startActiveSpan startSpan", "opentelemetry.io: what it runs is judged"),
    ("*", "pure", "", "condition predicate", "what people call a function that only decides"),
    ("*", "pure", "bare", "values keys entries", "tc39.es: Map"),
    ("*", "pure", "unawaited", "concat flat slice toReversed toSorted toSpliced", "tc39.es: Array"),
    ("*", "metric", "",
     "histogram gauge timing distribution observe setAttribute setAttributes addEvent"
     " recordException captureException captureMessage captureEvent addBreadcrumb setTag setExtra"
     " setContext capture track identify increment startTimer"
     " {add,close,emit,end,export,finish,record,send,track}{Metric,Metrics,Span,Spans,Trace}",
     "OpenTelemetry, Sentry, StatsD, PostHog, Segment"),
    ("*", "log", "", "print log debug capture{Exception,Message,Error}", "what people call it"),
    ("*", "log", "receiver", "console logger logging", "what people call it"),
    ("*", "log", "of a log",
     "child critical debug error exception fatal flush info log notice silly success trace verbose"
     " warn warning with",
     "what loggers have"),
    ("*", "effect", "of a table", f"{_OF_TABLES}{{,^*,_*}}", "what tables have"),
    ("*", "timer", "imported",
     "sleep delay wait pause {sleep,delay,wait,pause}{Ms,Seconds,For,ms} sleepFor waitMs",
     "what people call it"),
    ("*", "effect", "returned",
     "{create,update,upsert,delete,insert,select,save,send,find,query,execute,fetch,post,put,patch,"
     "notify,publish,upload,enqueue}"
     "{,One,Many,Unique,First,All,By*,Email,Mail,_*} *.{count,aggregate,groupBy,rpc,upload,$*}"
     " {send,notify,upload,enqueue,publish}^*",
     "what people call a query or a write"),
    ("*", "effect", "imported",
     "{send,fetch,save,insert,upsert,update,delete,upload,notify,publish,enqueue}^*"
     " generate{Text,Object}",
     "what people call a query or a write"),
    ("*", "effect", "dropped",
     "{create,update,upsert,insert,save,send}{,One,Many,Email,Mail} {send,notify,upload,enqueue}^*"
     " publish notify enqueue dispatch delete upload",
     "what people call a write"),
)
