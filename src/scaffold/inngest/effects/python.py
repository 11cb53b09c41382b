"""What libraries of Python do; `catalogue.py` says how to read a row."""

# One row says one thing: the table is read by its columns.
# fmt: off
from scaffold.inngest.effects.catalogue import Row

_READ = "{first,all,one,one_or_none,scalar,scalar_one,scalar_one_or_none,fetchone,fetchall}"
_ONE = (
    "{get,get_or_404,first,first_or_404,all,one,one_or_404,one_or_none,count,paginate,delete,update}"
)
_HTTP = "{get,post,put,patch,delete,head,request,options,stream}"
_OF_TABLES = (
    "{create,insert,update,upsert,delete,destroy,save,sync,find,aggregate,count,group,bulk}"
)

ROWS: tuple[Row, ...] = (
    # The language and its library
    ("time", "clock", "", "time time_ns monotonic monotonic_ns perf_counter perf_counter_ns",
     "docs.python.org: time"),
    ("time asyncio anyio trio", "timer", "", "sleep", "waits inside the process"),
    ("datetime", "clock", "", "datetime.{now,utcnow,today} date.today",
     "docs.python.org: datetime"),
    ("uuid", "random", "", "uuid1 uuid4 uuid6 uuid7 uuid8", "docs.python.org: uuid"),
    ("random", "random", "",
     "random randint randrange choice choices sample shuffle uniform gauss getrandbits randbytes",
     "docs.python.org: random"),
    ("secrets", "random", "", "*", "docs.python.org: secrets"),
    ("os", "random", "", "urandom", "docs.python.org: os"),
    ("os", "file", "", "remove unlink rename replace makedirs mkdir rmdir", "docs.python.org: os"),
    ("os", "effect", "", "system", "docs.python.org: os"),
    ("shutil", "file", "", "copy* move rmtree", "docs.python.org: shutil"),
    ("subprocess", "effect", "", "run call check_call check_output Popen",
     "docs.python.org: subprocess"),
    ("urllib.request", "effect", "", "urlopen", "docs.python.org: urllib.request"),
    ("smtplib", "effect", "", "SMTP().{sendmail,send_message} SMTP_SSL().{sendmail,send_message}",
     "docs.python.org: smtplib"),
    ("open io.open codecs.open", "file", "writing", ".", "docs.python.org: open"),
    ("pathlib", "file", "last", "Path()**.{read,write}_{text,bytes}", "docs.python.org: pathlib"),
    ("asyncio", "gathers", "", "gather wait as_completed create_task ensure_future",
     "docs.python.org: asyncio"),
    ("anyio", "gathers", "", "gather", "anyio.readthedocs.io"),

    # Requests
    ("requests", "effect", "", f"{_HTTP} Session().{_HTTP}", "requests.readthedocs.io"),
    ("httpx", "effect", "", f"{_HTTP} {{Client,AsyncClient}}().{_HTTP}", "python-httpx.org"),
    ("aiohttp", "effect", "", f"ClientSession().{_HTTP}", "docs.aiohttp.org"),

    # Dates
    ("django.utils.timezone", "clock", "", "now", "docs.djangoproject.com"),
    ("pendulum", "clock", "", "now", "pendulum.eustace.io"),
    ("arrow", "clock", "", "now utcnow", "arrow.readthedocs.io"),

    # Clouds and services
    ("boto3", "effect", "", "client().** resource().**", "boto3.amazonaws.com"),
    ("openai anthropic stripe resend sendgrid twilio slack_sdk pymongo redis supabase", "effect",
     "last",
     "**.{create,send,retrieve,modify,chat_postMessage,publish,insert,update,upsert}",
     "sends a request"),
    ("langchain*", "effect", "last", "**.{invoke,batch,similarity_search,add_documents}",
     "python.langchain.com"),
    ("qdrant_client", "effect", "last", "**.{search,upsert,query_points,scroll}",
     "python-client.qdrant.tech"),
    ("google.genai google.generativeai", "effect", "last", "**.generate_content", "ai.google.dev"),
    ("firebase_admin.firestore google.cloud.firestore", "effect", "last",
     "**.{set,get,add,update,delete,stream}", "firebase.google.com/docs/firestore"),
    ("google.cloud.storage", "effect", "last", "**.{upload,download}_*",
     "cloud.google.com/python/docs/reference/storage"),
    ("pandas", "file", "last", "read_*", "pandas.pydata.org"),
    ("django.core.mail", "effect", "last", "send_mail send_mass_mail mail_admins",
     "docs.djangoproject.com"),

    # What watches
    ("opentelemetry sentry_sdk", "metric", "", "**", "tells those who watch"),

    # Inngest's own; `publish` is one bare request each time, and no step
    ("inngest.experimental.realtime", "effect", "", "publish publish_sync", "inngest.com/docs"),
    ("inngest.experimental", "sdk", "", "**", "inngest.com/docs"),
    ("inngest", "pure", "returned", "**", "inngest.com/docs"),

    # Queues and schedules beside Inngest's
    ("celery rq dramatiq huey arq taskiq apscheduler schedule saq procrastinate", "queue library",
     "", "**", "keeps a queue or a schedule"),

    # On any receiver
    ("*", "effect", "",
     "execute executemany commit insert_one insert_many update_one update_many delete_one"
     " delete_many find_one bulk_write sendmail send_message put_object get_object upload_file"
     " download_file upload_fileobj",
     "DB-API, SQLAlchemy, MongoDB, AWS"),
    ("*", "effect", "last",
     "**.{query,select,filter_by}()**.{first,all,one,one_or_none,scalar,count,delete,update}"
     f" **.{{exec,execute,scalars,scalar}}()**.{_READ}",
     "SQLAlchemy, SQLModel"),
    ("*", "effect", "last",
     "**.objects.{get,create,filter,all,update_or_create,get_or_create,bulk_create,count}"
     " **.objects.*()**.{delete,update,first,last,count,exists,get,create,aggregate}",
     "docs.djangoproject.com: QuerySet"),
    ("*", "effect", "last",
     f"**.^*.query.{_ONE} **.^*.query.**.{_ONE}",
     "flask-sqlalchemy.palletsprojects.com"),
    ("*", "effect", "last", "**.delay **.apply_async", "Celery: puts a task into a queue"),
    ("*", "effect", "session", "exec get get_one scalar scalars", "SQLAlchemy: Session"),
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
    ("*", "answer", "", "json text arrayBuffer blob formData bytes aread read",
     "python-httpx.org: Response"),
    ("*", "pure", "", "raise_for_status", "python-httpx.org: Response"),
    ("*", "gathers", "", "**.TaskGroup().create_task **.Nursery.start_soon",
     "docs.python.org: asyncio; trio.readthedocs.io"),
    ("*", "iterates", "", "map", "calls what it is given"),
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
     "{,_*} *.{count,aggregate,rpc,upload}",
     "what people call a query or a write"),
    ("*", "effect", "imported",
     "{send,fetch,save,insert,upsert,update,delete,upload,notify}_*",
     "what people call a query or a write"),
    ("*", "effect", "dropped", "{create,update,upsert,insert,save,send}{,_one,_many,_email,_mail}",
     "what people call a write"),
    ("*", "transaction", "given a function", "*transact *transaction *transactional tx *_tx begin",
     "SQLAlchemy, Django"),
    ("*", "iterates", "given a function", "filter reduce sort", "calls what it is given"),
)
