"""What libraries of JavaScript do; `catalogue.py` says how to read a row."""

# One row says one thing: the table is read by its columns.
# fmt: off
from scaffold.inngest.effects.catalogue import Row

_HTTP = "{get,post,put,patch,delete,del,head,options,request,stream}"
_FILE_CALLS = (
    "writeFile readFile appendFile unlink mkdir mkdtemp rm rmdir rename copyFile cp readdir stat"
    " access truncate open"
)
_WRITES = "{create,update,upsert,insert,save,send}"
_OF_TABLES = (
    "{create,insert,update,upsert,delete,destroy,save,sync,find,aggregate,count,group,bulk}"
)

ROWS: tuple[Row, ...] = (
    # The language and its runtimes
    ("fetch node-fetch cross-fetch", "effect", "", ".", "fetch.spec.whatwg.org"),
    ("Date", "clock", "", "now", "a new value each time"),
    ("Date dayjs moment", "clock", "bare", ".", "now, when no time is given"),
    ("performance", "clock", "", "now", "a new value each time"),
    ("process", "clock", "", "hrtime hrtime.bigint", "nodejs.org/api/process.html"),
    ("Math", "random", "", "random", "a new value each time"),
    ("crypto", "random", "", "{,webcrypto.}{randomUUID,randomBytes,randomInt,getRandomValues}",
     "nodejs.org/api/crypto.html"),
    ("crypto", "pure", "", "{,webcrypto.}subtle.**", "nodejs.org/api/webcrypto.html"),
    ("crypto Array WeakMap URLSearchParams Headers FormData", "pure", "returned", "**",
     "computes on what it is given"),
    ("Array", "pure", "", "from of", "tc39.es: Array"),
    ("Object Map Set", "pure", "", "**", "tc39.es"),
    ("import Promise", "pure", "", ".", "tc39.es"),
    ("AbortSignal", "pure", "", "timeout", "limits a request, and delays nothing"),
    ("setTimeout setInterval setImmediate window.setTimeout", "timer", "", ".",
     "html.spec.whatwg.org: timers"),
    ("timers timers/promises", "timer", "", "setTimeout setInterval", "nodejs.org/api/timers.html"),
    ("timers/promises", "timer", "", "scheduler.wait", "nodejs.org/api/timers.html"),
    ("Bun", "timer", "", "sleep", "bun.sh/docs/api/utils"),
    ("delay p-sleep sleep-promise", "timer", "", ".", "npmjs.com/package/delay"),
    ("fs", "file", "", "*Sync create{Read,Write}Stream", "nodejs.org/api/fs.html"),
    ("fs fs/promises fs.promises", "file", "", _FILE_CALLS, "nodejs.org/api/fs.html"),
    ("child_process", "effect", "", "*", "nodejs.org/api/child_process.html"),

    # Requests
    ("axios", "setup", "", "create", "axios-http.com/docs/instance"),
    ("axios", "effect", "", f"create().{_HTTP}", "axios-http.com/docs/instance"),
    ("axios got ky", "effect", "", f". {_HTTP}", "sends a request"),
    ("undici", "effect", "", "fetch request", "undici.nodejs.org"),

    # Ids and dates
    ("uuid", "random", "", "v1 v4 v6 v7", "npmjs.com/package/uuid"),
    ("uuid/v1 uuid/v4 cuid", "random", "", ".", "a new id each time"),
    ("nanoid nanoid/non-secure", "random", "", "nanoid", "npmjs.com/package/nanoid"),
    ("nanoid ulid uuidv4", "random", "", ". ulid uuid", "a new id each time"),
    ("@paralleldrive/cuid2 cuid cuid2", "random", "", "createId cuid",
     "npmjs.com/package/@paralleldrive/cuid2"),
    ("luxon", "clock", "", "DateTime.{now,local,utc}", "moment.github.io/luxon"),

    # What watches
    ("@opentelemetry @sentry", "metric", "", "**", "tells those who watch"),

    # Inngest's own
    ("@inngest inngest/experimental inngest/realtime", "sdk", "", "**", "inngest.com/docs"),
    ("inngest", "pure", "returned", "**", "inngest.com/docs"),

    # What computes, and waits for nothing outside
    ("zod", "pure", "returned", "**", "zod.dev"),
    ("@react-email react-email jose marked mjml remark superjson unified", "pure", "", "**",
     "computes on what it is given"),

    # Queues and schedules beside Inngest's
    ("bullmq bull bee-queue pg-boss agenda @hokify/agenda node-cron cron node-schedule"
     " graphile-worker kue bree croner toad-scheduler", "queue library", "", "**",
     "keeps a queue or a schedule"),

    # On any receiver
    ("*", "effect", "", "sendMail putObject insertOne updateOne deleteOne",
     "nodemailer, AWS and MongoDB"),
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
    ("*", "answer", "", "json text arrayBuffer blob formData bytes aread read",
     "developer.mozilla.org: Response"),
    ("*", "iterates", "", "map flatMap forEach", "tc39.es: Array"),
    ("*", "iterates", "given a function", "filter reduce some every find sort entries",
     "tc39.es: Array"),
    ("*", "pure", "", "parseAsync safeParseAsync", "zod.dev"),
    ("*", "pure", "bare", "values keys entries", "tc39.es: Map"),
    ("*", "log", "", "print log debug", "what people call it"),
    ("*", "log", "receiver", "console logger logging", "what people call it"),
    ("*", "log", "of a log",
     "child critical debug error exception fatal flush info log notice silly success trace verbose"
     " warn warning with",
     "what loggers have"),
    ("*", "effect", "of a table", f"{_OF_TABLES}{{,^*,_*}}", "what tables have"),
    ("*", "timer", "imported", "sleep delay", "what people call it"),
    ("*", "effect", "returned",
     "{create,update,upsert,delete,insert,select,save,send,find,query,execute,fetch,post,put,patch}"
     "{,One,Many,Unique,First,All,By*,Email,Mail,_*} *.{count,aggregate,groupBy,rpc,upload,$*}",
     "what people call a query or a write"),
    ("*", "effect", "imported",
     "{send,fetch,save,insert,upsert,update,delete,upload,notify}^* generate{Text,Object}",
     "what people call a query or a write"),
    ("*", "effect", "dropped", f"{_WRITES}{{,One,Many,Email,Mail}}", "what people call a write"),
)
