"""What libraries of Python do; `catalogue.py` says how to read a row.

An awaited call that no row speaks of counts as an effect. Code without `await` is only known by
the names in here.
"""

# One row says one thing: the table is read by its columns.
# fmt: off
from scaffold.inngest.effects.catalogue import Row

_HTTP = "{get,post,put,patch,delete,head,request,options,stream,send}"
_MADE = "**().**"
"""Whatever is called on what the library makes: a client, and the parts of one."""
_READ = (
    "{first,all,one,one_or_none,scalar,scalar_one,scalar_one_or_none,fetchone,fetchall,fetchmany}"
)
_FLASK = (
    "{get,get_or_404,first,first_or_404,all,one,one_or_404,one_or_none,count,paginate,delete,"
    "update}"
)
_MANAGED = (
    "{get,create,filter,all,exclude,values,values_list,order_by,annotate,update_or_create,"
    "get_or_create,bulk_create,bulk_update,in_bulk,count,aggregate,exists,first,last,earliest,"
    "latest,update,delete,raw,iterator}"
)
_MONGO = (
    "{insert_one,insert_many,update_one,update_many,delete_one,delete_many,replace_one,find_one,"
    "find_one_and_update,find_one_and_replace,find_one_and_delete,bulk_write,count_documents,"
    "create_index}"
)
_OF_TABLES = (
    "{create,insert,update,upsert,delete,destroy,save,sync,find,aggregate,count,group,bulk}"
)

ROWS: tuple[Row, ...] = (
    # The language and its library
    ("time", "clock", "",
     "time time_ns monotonic monotonic_ns perf_counter perf_counter_ns process_time"
     " process_time_ns",
     "docs.python.org: time"),
    ("time", "clock", "bare", "localtime gmtime ctime", "docs.python.org: time"),
    ("time asyncio anyio trio gevent eventlet curio", "timer", "", "sleep",
     "waits inside the process"),
    ("threading", "timer", "", "Timer", "docs.python.org: threading"),
    ("datetime", "clock", "", "datetime.{now,utcnow,today} date.today",
     "docs.python.org: datetime"),
    ("uuid", "random", "", "uuid1 uuid4 uuid6 uuid7 uuid8", "docs.python.org: uuid"),
    ("random", "random", "",
     "random randint randrange choice choices sample shuffle uniform triangular gauss normalvariate"
     " lognormvariate expovariate betavariate gammavariate paretovariate weibullvariate"
     " vonmisesvariate binomialvariate getrandbits randbytes SystemRandom().*",
     "docs.python.org: random"),
    ("secrets", "random", "", "token_bytes token_hex token_urlsafe choice randbelow randbits"
     " SystemRandom().*", "docs.python.org: secrets"),
    ("os", "random", "", "urandom getrandom", "docs.python.org: os"),
    ("tempfile", "file", "", "mkdtemp mkstemp NamedTemporaryFile TemporaryDirectory TemporaryFile",
     "docs.python.org: tempfile"),
    ("os", "file", "", "remove unlink rename renames replace makedirs mkdir rmdir removedirs link"
     " symlink truncate chmod", "docs.python.org: os"),
    ("os", "effect", "", "system popen kill spawn* exec*", "docs.python.org: os"),
    ("shutil", "file", "", "copy* move rmtree make_archive unpack_archive",
     "docs.python.org: shutil"),
    ("subprocess", "effect", "", "run call check_call check_output Popen getoutput getstatusoutput",
     "docs.python.org: subprocess"),
    ("urllib.request", "effect", "", "urlopen urlretrieve build_opener().open",
     "docs.python.org: urllib.request"),
    ("http.client", "effect", "", "**().{request,getresponse}", "docs.python.org: http.client"),
    ("os", "file", "", "listdir scandir walk", "docs.python.org: os"),
    ("glob", "file", "", "glob iglob", "docs.python.org: glob"),
    ("zipfile tarfile", "file", "last", "**().{write,writestr,extract,extractall,add}",
     "docs.python.org: zipfile"),
    ("smtplib", "effect", "", "**().{sendmail,send_message,login,starttls,connect}",
     "docs.python.org: smtplib"),
    ("imaplib poplib ftplib telnetlib", "effect", "", _MADE, "docs.python.org"),
    ("socket", "effect", "", "create_connection **().{connect,send,sendall,sendto,recv}",
     "docs.python.org: socket"),
    ("webbrowser", "effect", "", "open*", "docs.python.org: webbrowser"),
    ("open io.open codecs.open gzip.open bz2.open lzma.open", "file", "writing", ".",
     "docs.python.org: open"),
    ("pathlib", "file", "last", "Path()**.{read,write}_{text,bytes}", "docs.python.org: pathlib"),
    ("asyncio", "gathers", "",
     "gather wait as_completed create_task ensure_future TaskGroup().create_task",
     "docs.python.org: asyncio"),
    ("anyio", "gathers", "", "gather", "anyio.readthedocs.io"),

    # Requests
    ("requests", "effect", "", f"{_HTTP} {{api,Session(),session(),sessions.Session()}}.{_HTTP}",
     "requests.readthedocs.io"),
    ("httpx", "effect", "", f"{_HTTP} {{Client,AsyncClient}}().{_HTTP}", "python-httpx.org"),
    ("aiohttp", "effect", "", f"request ClientSession().{_HTTP} ClientSession().ws_connect",
     "docs.aiohttp.org"),
    ("urllib3", "effect", "", "request PoolManager().{request,urlopen}", "urllib3.readthedocs.io"),
    ("curl_cffi cloudscraper niquests primp requests_html", "effect", "", f"**.{_HTTP}",
     "sends a request"),
    ("gql", "effect", "", "**().{execute,execute_async,subscribe}", "gql.readthedocs.io"),
    ("gql", "pure", "", "gql", "gql.readthedocs.io"),
    ("feedparser", "effect", "", "parse", "feedparser.readthedocs.io"),
    ("trafilatura newspaper wikipedia", "effect", "", "fetch_url page search summary **().download",
     "sends a request"),
    ("yfinance", "effect", "", "download **().{history,info,get_*,option_chain}",
     "ranaroussi.github.io/yfinance"),
    ("selenium.webdriver", "effect", "", f"Chrome Firefox Edge Safari Remote {_MADE}",
     "selenium.dev/documentation"),
    ("playwright.sync_api playwright.async_api", "effect", "", _MADE, "playwright.dev/python"),
    ("paramiko fabric pysftp", "effect", "", _MADE, "reaches another machine"),

    # Dates, ids, random values
    ("django.utils.timezone", "clock", "", "now", "docs.djangoproject.com: timezone"),
    ("django.utils.timezone", "clock", "bare", "localtime localdate",
     "docs.djangoproject.com: timezone"),
    ("pendulum", "clock", "", "now today tomorrow yesterday", "pendulum.eustace.io"),
    ("arrow", "clock", "", "now utcnow", "arrow.readthedocs.io"),
    ("arrow", "clock", "bare", "get", "arrow.readthedocs.io"),
    ("whenever", "clock", "", "{Instant,ZonedDateTime,OffsetDateTime,SystemDateTime}.now",
     "whenever.readthedocs.io"),
    ("pandas", "clock", "", "Timestamp.{now,utcnow,today} **.Timestamp.{now,utcnow,today}",
     "pandas.pydata.org"),
    ("shortuuid", "random", "", "uuid ShortUUID().{uuid,random}", "pypi.org/project/shortuuid"),
    ("nanoid", "random", "", "generate", "pypi.org/project/nanoid"),
    ("ulid", "random", "", "new ULID", "pypi.org/project/python-ulid"),
    ("cuid cuid2 ksuid xid", "random", "", "cuid slug cuid_wrapper() Cuid().generate ksuid XID",
     "a new id each time"),
    ("bson bson.objectid", "random", "bare", "ObjectId", "pymongo.readthedocs.io"),
    ("faker", "random", "", "Faker().**", "faker.readthedocs.io"),
    ("numpy.random", "pure", "", "seed default_rng Generator RandomState get_state set_state",
     "numpy.org/doc"),
    ("numpy.random", "random", "", "** default_rng().**", "numpy.org/doc"),

    # What writes to a log, and what watches
    ("structlog loguru", "log", "", "**", "writes to a log"),
    ("opentelemetry sentry_sdk datadog ddtrace statsd prometheus_client newrelic logfire langfuse"
     " langsmith rollbar bugsnag honeycomb beeline", "metric", "", "**", "tells those who watch"),
    ("posthog mixpanel segment analytics amplitude", "metric", "", "**.{flush,shutdown,join}",
     "sends what was counted"),

    # What computes, and waits for nothing outside
    ("json re math statistics decimal fractions itertools functools operator collections copy"
     " string"
     " textwrap hashlib hmac base64 binascii struct zlib html urllib.parse dataclasses typing enum"
     " contextlib difflib bisect heapq calendar zoneinfo ipaddress", "pure", "", "**",
     "docs.python.org"),
    ("pydantic attrs attr cattrs marshmallow msgspec jsonschema orjson ujson yaml toml tomllib"
     " jinja2 markdown markdownify bleach bs4 lxml html2text slugify phonenumbers email_validator"
     " jwt jose bcrypt passlib argon2 cryptography itsdangerous dateutil pytz babel tiktoken nltk"
     " rapidfuzz croniter isodate humanize", "pure", "", "**", "computes on what it is given"),

    # Databases: SQL
    ("sqlite3 psycopg psycopg2 asyncpg aiosqlite pymysql mysql.connector MySQLdb pyodbc oracledb"
     " duckdb aiomysql psycopg_pool", "setup", "",
     "connect create_pool pool.** Pool ConnectionPool AsyncConnectionPool **.{AsyncConnection,"
     "Connection}"
     ".connect **().{cursor,close,acquire,release,open}", "peps.python.org/pep-0249"),
    ("psycopg2.extras", "effect", "", "execute_values execute_batch",
     "psycopg.org/docs/extras.html"),
    ("sqlalchemy sqlmodel", "setup", "",
     "create_engine create_async_engine **.{create_engine,create_async_engine,sessionmaker,"
     "async_sessionmaker,scoped_session} **().{connect,dispose,close,begin,begin_nested,rollback}",
     "docs.sqlalchemy.org"),
    ("sqlalchemy sqlmodel", "effect", "last",
     "**{Session,AsyncSession,sessionmaker(),async_sessionmaker(),scoped_session()}()"
     ".{get,get_one,scalar,scalars,flush,refresh,merge,commit}", "docs.sqlalchemy.org: Session"),
    ("sqlalchemy sqlmodel", "pure", "",
     "select insert update delete text func.** and_ or_ not_ desc asc case literal **.select"
     " {select,insert,update,delete}().**", "docs.sqlalchemy.org"),
    ("databases tortoise motor beanie odmantic edgedb gel", "setup", "",
     "**().{connect,disconnect,close} **.{init,close_connections} init_beanie",
     "opens a connection"),
    ("prisma ~prisma", "setup", "", "Prisma **().{connect,disconnect}",
     "prisma-client-py.readthedocs.io"),
    ("prisma ~prisma", "effect", "", _MADE, "prisma-client-py.readthedocs.io"),

    # Databases: documents, keys, search
    ("pymongo", "setup", "", "**().{close,get_database,get_collection,start_session}",
     "pymongo.readthedocs.io"),
    ("pymongo", "effect", "last",
     "**()**.{find,aggregate,insert,update,count_documents,estimated_document_count,distinct,"
     "create_index,drop,replace_one,command,list_collection_names}", "pymongo.readthedocs.io"),
    ("mongoengine", "setup", "", "connect disconnect", "mongoengine.org"),
    ("peewee", "effect", "",
     "Model.{create,get,get_or_none,get_by_id,get_or_create,set_by_id,delete_by_id,bulk_create,"
     "bulk_update,create_table}", "docs.peewee-orm.com"),
    ("peewee", "effect", "last",
     "Model.{select,update,delete,insert,insert_many,replace,raw}()**"
     ".{execute,count,exists,first,get,get_or_none,scalar}", "docs.peewee-orm.com"),
    ("redis ~redis", "setup", "", "**.{from_url,close,aclose} **().{pipeline,lock,pubsub,"
     "register_script}",
     "redis.readthedocs.io"),
    ("redis ~redis upstash_redis aioredis", "effect", "", _MADE, "redis.readthedocs.io"),
    ("supabase postgrest ~supabase", "setup", "", "create_client create_async_client"
     " acreate_client",
     "supabase.com/docs/reference/python"),
    ("supabase postgrest ~supabase", "effect", "", "**.execute",
     "supabase.com/docs/reference/python"),
    ("supabase postgrest ~supabase", "effect", "last",
     "**.auth.** **.storage.**.{upload,download,remove,list,move,copy,create_signed_url}"
     " **.functions.invoke", "supabase.com/docs/reference/python"),
    ("firebase_admin", "setup", "", "initialize_app get_app delete_app credentials.**"
     " firestore.client"
     " firestore_async.client storage.bucket db.reference", "firebase.google.com/docs/admin"),
    ("firebase_admin.messaging firebase_admin.auth", "effect", "",
     "send* subscribe* unsubscribe* get_user* create_user update_user delete_user* list_users"
     " set_custom_user_claims generate_*_link revoke_refresh_tokens",
     "firebase.google.com/docs/admin"),
    ("firebase_admin.firestore firebase_admin.db google.cloud.firestore", "effect", "last",
     "**().{set,get,add,update,delete,stream,create,push,commit,get_all}",
     "firebase.google.com/docs/firestore"),
    ("elasticsearch opensearchpy meilisearch typesense algoliasearch", "effect", "",
     f"{_MADE} helpers.*", "sends a request"),
    ("pinecone chromadb weaviate", "setup", "", "**().{Index,index,close} **.{Client,"
     "PersistentClient,"
     "HttpClient,EphemeralClient,connect_to_*}", "docs.pinecone.io"),
    ("qdrant_client", "pure", "", "models.**", "python-client.qdrant.tech"),
    ("pinecone qdrant_client chromadb weaviate pymilvus lancedb turbopuffer ~pinecone ~qdrant",
     "effect", "", _MADE, "sends a request"),
    ("neo4j", "setup", "", "GraphDatabase.driver AsyncGraphDatabase.driver **().{session,close}",
     "neo4j.com/docs/python-manual"),
    ("neo4j", "effect", "",
     "**().{run,execute_query,execute_read,execute_write,verify_connectivity}",
     "neo4j.com/docs/python-manual"),
    ("memcache pymemcache diskcache", "effect", "", _MADE, "keeps it elsewhere"),
    ("django.core.cache", "effect", "",
     "cache.{get,set,add,delete,get_or_set,incr,decr,touch,get_many,set_many,delete_many,clear}",
     "docs.djangoproject.com: cache"),

    # Clouds
    ("boto3 ~s3client ~sqsclient ~snsclient ~sesclient ~dynamodbclient ~lambdaclient", "pure", "",
     "**().{Bucket,Object,Table,Queue,Topic,get_paginator,get_waiter,generate_presigned_url,"
     "generate_presigned_post,Session,client,resource}", "boto3.amazonaws.com"),
    ("boto3 ~s3client ~sqsclient ~snsclient ~sesclient ~dynamodbclient ~lambdaclient", "effect", "",
     _MADE, "boto3.amazonaws.com"),
    ("google.cloud", "setup", "",
     "**.{bucket,blob,get_client,collection,document,topic_path,subscription_path,queue_path,"
     "dataset,"
     "table,common_*_path,from_service_account_*,job_path,location_path}",
     "cloud.google.com/python/docs"),
    ("google.cloud.storage", "effect", "last", "**.{upload,download}_*",
     "cloud.google.com/python/docs/reference/storage"),
    ("google.cloud.firestore", "query", "last", "**.{where,order_by,limit,start_after}",
     "cloud.google.com/python/docs/reference/firestore"),
    ("google.cloud", "effect", "", _MADE, "cloud.google.com/python/docs"),
    ("googleapiclient", "setup", "", "discovery.build",
     "googleapis.github.io/google-api-python-client"),
    ("gspread", "setup", "", "authorize service_account oauth", "docs.gspread.org"),
    ("gspread", "effect", "", _MADE, "docs.gspread.org"),
    ("azure", "setup", "", "**.{from_connection_string,get_*_client}",
     "learn.microsoft.com/python/api"),
    ("azure", "effect", "", "**().**", "learn.microsoft.com/python/api"),
    ("cloudinary", "effect", "", "{uploader,api}.*", "cloudinary.com/documentation"),
    ("minio", "effect", "", _MADE, "min.io/docs"),

    # Mail and messages
    ("resend postmarker mailjet_rest mailchimp_transactional mailchimp_marketing brevo_python"
     " sib_api_v3_sdk mailersend novu knockapi customerio loops", "effect", "",
     f"{_MADE} **.{{send,create,get,list,update,remove,cancel,verify}}", "sends mail"),
    ("sendgrid", "effect", "", "**().{send,client.**}", "github.com/sendgrid/sendgrid-python"),
    ("django.core.mail", "effect", "last",
     "send_mail send_mass_mail mail_admins mail_managers {EmailMessage,"
     "EmailMultiAlternatives}().send"
     " get_connection().send_messages",
     "docs.djangoproject.com: email"),
    ("flask_mail fastapi_mail aiosmtplib yagmail", "effect", "", "send **().{send,send_message}",
     "sends mail"),
    ("twilio", "pure", "", "twiml.** request_validator.**", "twilio.com/docs/libraries/python"),
    ("twilio vonage messagebird plivo telnyx africastalking", "effect", "", _MADE,
     "twilio.com/docs/libraries/python"),
    ("slack_sdk slack_bolt slack ~slackclient", "effect", "", _MADE, "slack.dev/python-slack-sdk"),
    ("discord_webhook", "effect", "", "**().execute", "pypi.org/project/discord-webhook"),
    ("discord", "effect", "", "**.send", "discordpy.readthedocs.io"),
    ("telegram telebot", "effect", "", "**().{send_*,reply_*,edit_*,get_*}",
     "docs.python-telegram-bot.org"),
    ("pywebpush onesignal firebase exponent_server_sdk", "effect", "", "webpush **().publish*",
     "sends a message"),

    # Models
    ("openai anthropic groq mistralai cohere together replicate ollama google.genai vertexai"
     " google.generativeai huggingface_hub elevenlabs deepgram assemblyai fal_client voyageai"
     " cerebras"
     " fireworks perplexity xai_sdk portkey_ai ~openai ~anthropic ~groq ~openaiclient"
     " ~anthropicclient", "pure", "",
     "**.{with_options,with_raw_response,with_streaming_response,copy,start_chat,configure,init}"
     " types.** **.types.**", "builds, and asks nobody"),
    ("openai anthropic groq mistralai cohere together replicate ollama google.genai vertexai"
     " google.generativeai huggingface_hub elevenlabs deepgram assemblyai fal_client voyageai"
     " cerebras"
     " fireworks perplexity xai_sdk portkey_ai ~openai ~anthropic ~groq ~openaiclient"
     " ~anthropicclient", "effect", "",
     f"{_MADE} **.{{create,generate,stream,run,chat,embed,embeddings,generate_*,embed_content,"
     "batch_embed_contents,count_tokens,upload_file,"
     "upload,"
     "retrieve,parse,transcribe,subscribe,submit}",
     "asks a model"),
    ("huggingface_hub", "file", "", "hf_hub_download snapshot_download upload_*",
     "huggingface.co/docs"),
    ("litellm", "effect", "",
     "{completion,embedding,image_generation,transcription,speech,rerank,responses,moderation}"
     " Router().*", "docs.litellm.ai"),
    ("instructor", "setup", "", "from_* patch", "python.useinstructor.com"),
    ("instructor", "effect", "", _MADE, "python.useinstructor.com"),
    ("langchain* langgraph*", "pure", "",
     "**.{split_documents,split_text,create_documents,transform_documents} **Prompt*.{from_*,"
     "format*}"
     " **Prompt*.from_*().** **Prompt*().** **Parser().** **.{bind,bind_tools,with_config,"
     "with_structured_output,as_retriever,pipe,compile}", "python.langchain.com: asks nobody"),
    ("langchain* langgraph*", "effect", "",
     "**.{invoke,batch,stream,run,predict,call,generate,embed_query,"
     "embed_documents,similarity_search*,add_documents,add_texts,from_documents,from_texts,"
     "get_relevant_documents,load,lazy_load,load_and_split,delete}", "python.langchain.com"),
    ("llama_index*", "effect", "",
     "**.{query,chat,complete,retrieve,from_documents,insert,load_data,"
     "get_text_embedding,get_query_embedding}", "docs.llamaindex.ai"),
    ("pydantic_ai agents crewai autogen dspy smolagents", "effect", "",
     "**().{run,run_sync,run_stream,kickoff,kickoff_async} Runner.*", "asks a model"),
    ("tavily firecrawl exa_py apify_client serpapi duckduckgo_search ddgs browserbase e2b mem0"
     " e2b_code_interpreter composio unstructured_client llama_parse llama_cloud ~firecrawl"
     " ~tavily",
     "effect", "", _MADE, "sends a request"),

    # Money and services
    ("stripe ~stripe", "pure", "", "**Webhook.construct_event **.construct_event",
     "docs.stripe.com/webhooks"),
    ("stripe ~stripe", "effect", "",
     f"{_MADE} **.{{create,retrieve,modify,update,delete,list,search,confirm,cancel,capture,pay,"
     "finalize_invoice,send_invoice,void_invoice,attach,detach,refund,upcoming}",
     "docs.stripe.com/api"),
    ("braintree paypalrestsdk square plaid razorpay shopify lemonsqueezy paddle_billing polar_sdk"
     " chargebee recurly", "effect", "", _MADE, "sends a request"),
    ("notion_client pyairtable airtable hubspot simple_salesforce github gitlab jira linear_sdk"
     " asana trello zenpy intercom clerk_backend_api auth0 workos mux_python deepl tweepy praw"
     " atproto pyzoom msal O365 nango exchangelib", "effect", "",
     f"{_MADE} **.create().**", "sends a request"),

    # Inngest's own; `publish` is one bare request each time, and no step
    ("inngest.experimental.realtime", "effect", "", "publish publish_sync", "inngest.com/docs"),
    ("inngest.experimental", "sdk", "", "**", "inngest.com/docs"),
    ("inngest", "pure", "returned", "**", "inngest.com/docs"),

    # Data
    ("pandas polars", "file", "last", "read_* scan_*", "pandas.pydata.org"),
    ("pandas polars", "file", "last",
     "**().{to_sql,to_parquet,to_excel,to_pickle,to_feather,to_hdf,to_gbq,write_csv,write_parquet,"
     "write_database,write_json} **().to_csv", "pandas.pydata.org"),
    ("numpy", "file", "", "save savez savez_compressed savetxt load loadtxt genfromtxt fromfile",
     "numpy.org/doc"),
    ("openpyxl docx pptx fpdf reportlab PIL cv2 joblib torch matplotlib.pyplot imageio soundfile",
     "file", "", "load_workbook **().{save,savefig,output} Image.open imread imwrite dump load save"
     " savefig write",
     "works on the file system"),

    # Queues and schedules beside Inngest's
    ("celery rq dramatiq huey arq taskiq apscheduler schedule saq procrastinate", "effect", "",
     "**().{send_task,enqueue,enqueue_in,enqueue_at,enqueue_call,enqueue_job,add_job,kiq,defer}",
     "puts work into a queue"),
    ("kombu pika aio_pika kafka confluent_kafka aiokafka nats", "effect", "",
     "**.{send,publish,produce,basic_publish,send_and_wait}", "puts work into a queue"),
    ("celery rq dramatiq huey arq taskiq apscheduler schedule saq procrastinate", "queue library",
     "", "**", "keeps a queue or a schedule"),

    # Coroutines: without `await` none of it happens
    ("asyncio", "effect", "coroutine", "sleep to_thread", "docs.python.org: asyncio"),
    ("httpx", "effect", "coroutine", f"AsyncClient().{_HTTP}", "python-httpx.org: async"),
    ("aiohttp", "effect", "coroutine", f"ClientSession().{_HTTP}", "docs.aiohttp.org"),
    ("asyncpg", "effect", "coroutine", "{connect,create_pool}()**.{execute,executemany,fetch,"
     "fetchrow,fetchval,copy_records_to_table}", "magicstack.github.io/asyncpg"),
    ("redis.asyncio", "effect", "coroutine", "{Redis,StrictRedis,from_url}().* *.from_url().*",
     "redis.readthedocs.io: asyncio"),
    ("motor.motor_asyncio pymongo", "effect", "coroutine",
     f"{{AsyncIOMotorClient,AsyncMongoClient}}()**.{_MONGO}", "motor.readthedocs.io"),
    ("sqlalchemy.ext.asyncio sqlmodel.ext.asyncio.session", "effect", "coroutine",
     "{AsyncSession,async_sessionmaker()}().{commit,delete,exec,execute,flush,get,get_one,merge,"
     "refresh,rollback,run_sync,scalar,scalars,stream}", "docs.sqlalchemy.org: AsyncSession"),
    ("aioboto3", "effect", "coroutine",
     "Session().client().{put,get,delete,upload,download,send,publish,invoke,update,query,scan,"
     "start,receive,copy,head,list}_*", "aioboto3.readthedocs.io"),
    ("openai anthropic", "effect", "coroutine",
     "{AsyncOpenAI,AsyncAnthropic}()**.{create,parse,count_tokens}", "github.com/openai"),
    ("aiosmtplib", "effect", "coroutine", "send", "aiosmtplib.readthedocs.io"),
    ("supabase", "effect", "coroutine", "{acreate_client,create_async_client}()**.execute",
     "supabase.com/docs/reference/python"),

    # On any receiver
    ("*", "effect", "",
     "execute executemany executescript commit insert_one insert_many update_one update_many"
     " delete_one delete_many find_one find_one_and_update find_one_and_replace find_one_and_delete"
     " replace_one bulk_write sendmail send_message put_object get_object upload_file download_file"
     " upload_fileobj download_fileobj delete_object head_object copy_object list_objects_v2"
     " put_item"
     " update_item delete_item batch_write_item chat_postMessage",
     "DB-API, SQLAlchemy, MongoDB, AWS, Slack"),
    ("*", "effect", "last",
     f"**.{{query,select,filter_by}}()**.{{delete,update,count,exists,get,{_READ[1:-1]}}}"
     f" **.{{exec,execute,scalars,scalar}}()**.{_READ}",
     "SQLAlchemy, SQLModel"),
    ("*", "effect", "last", f"**.objects.{_MANAGED} **.objects.*()**.{_MANAGED}"
     f" **.objects().{_MANAGED}"
     " **.objects.*()**.{save,refresh_from_db,add,remove,set}",
     "docs.djangoproject.com: QuerySet"),
    ("*", "effect", "last",
     f"**.^*.query.{_FLASK} **.^*.query.**.{_FLASK} .cls.query.{_FLASK} .cls.query.**.{_FLASK}",
     "flask-sqlalchemy.palletsprojects.com"),
    ("*", "effect", "last", "**.delay **.apply_async **.send_task",
     "Celery: puts a task into a queue"),
    ("*", "effect", "session", "exec get get_one scalar scalars flush refresh merge"
     " bulk_save_objects"
     " bulk_insert_mappings bulk_update_mappings", "SQLAlchemy: Session"),
    ("*", "effect", "runs", "exec execute scalars scalar", "SQLAlchemy: Session"),
    ("*", "rows", "", f"unique mappings tuples scalars {_READ}", "SQLAlchemy: Result"),
    ("*", "file", "path",
     "read_text read_bytes write_text write_bytes unlink touch mkdir rmdir rename replace"
     " symlink_to hardlink_to chmod open",
     "docs.python.org: pathlib"),
    ("*", "pure", "path",
     "absolute expanduser joinpath relative_to resolve with_name with_stem with_suffix parent",
     "docs.python.org: pathlib"),
    ("*", "file", "opened", "read readline readlines", "docs.python.org: io"),
    ("*", "file", "written", "write writelines", "docs.python.org: io"),
    ("*", "setup", "bare",
     "*{db,pool,client,conn,connection,mongo,redis,prisma,database,engine,session}.{connect,"
     "disconnect,close,aclose,dispose,rollback}",
     "opens or closes a connection, which each process needs"),
    ("*", "setup", "connects", "connect_{db,to_db,database,to_database,to_mongo} init_{db,"
     "database,beanie}",
     "what people call it"),
    ("*", "changes", "",
     "append extend insert remove pop clear add discard update setdefault popitem sort reverse"
     " appendleft popleft extendleft rotate difference_update intersection_update put put_nowait"
     " get_nowait subtract increment decrement",
     "docs.python.org: list, dict, set, deque, Queue"),
    ("*", "answer", "", "json text arrayBuffer blob formData bytes aread read",
     "python-httpx.org: Response"),
    ("*", "pure", "bare", "copy", "docs.python.org: list"),
    ("*", "pure", "", "raise_for_status", "python-httpx.org: Response"),
    ("*", "gathers", "", "**.TaskGroup().create_task **.Nursery.start_soon",
     "docs.python.org: asyncio; trio.readthedocs.io"),
    ("*", "iterates", "", "map", "calls what it is given"),
    ("*", "metric", "",
     "histogram gauge timing timer distribution observe set_attribute set_attributes add_event"
     " record_exception capture_exception capture_message capture_event add_breadcrumb set_tag"
     " set_extra set_context capture track identify increment incr"
     " {add,close,emit,end,export,finish,record,send,track}_{metric,metrics,span,spans,trace}",
     "OpenTelemetry, Sentry, StatsD, PostHog, Segment"),
    ("*", "log", "", "print log debug capture_{exception,message,error}", "what people call it"),
    ("*", "log", "receiver", "console logger logging", "what people call it"),
    ("*", "log", "of a log",
     "child critical debug error exception fatal flush info log notice silly success trace verbose"
     " warn warning with",
     "what loggers have"),
    ("*", "effect", "of a table", f"{_OF_TABLES}{{,^*,_*}}", "what tables have"),
    ("*", "timer", "imported", "sleep delay wait pause sleep_for wait_for_seconds",
     "what people call it"),
    ("*", "effect", "returned",
     "{create,update,upsert,delete,insert,select,save,send,find,query,execute,fetch,post,put,patch}"
     "{,_*} *.{count,aggregate,rpc,upload}",
     "what people call a query or a write"),
    ("*", "effect", "imported",
     "{send,fetch,save,insert,upsert,update,delete,upload,notify}_*",
     "what people call a query or a write"),
    ("*", "effect", "dropped",
     "{create,update,upsert,insert,save,send} {create,update,upsert,insert,save,delete,store,"
     "persist,publish,send,notify,upload,enqueue}_*",
     "what people call a write"),
    ("*", "effect", "of a pipeline", "{,a}{invoke,batch,stream}", "python.langchain.com: LCEL"),
    ("*", "effect", "alone", "save delete delete_instance refresh_from_db",
     "Django, MongoEngine, Peewee: a model"),
    ("*", "transaction", "given a function", "*transact *transaction *transactional tx *_tx begin",
     "SQLAlchemy, Django"),
    ("*", "iterates", "given a function", "filter reduce sort", "calls what it is given"),
)
