import random
import time
import uuid

import inngest

from courses.models import Course, Enrolment
from courses.services import CertificateService, open_enrolments, render
from lms.inngest import client

certificates = CertificateService()


@client.create_function(fn_id="enrol-student", trigger=inngest.TriggerEvent(event="student/enrolled"), retries=3)
def enrol_student(ctx: inngest.ContextSync) -> str:
    course = Course.objects.get(pk=ctx.event.data["course_id"])  # expect: side-effect-outside-step
    enrolment = Enrolment(course=course, email=str(ctx.event.data["email"]))  # fine: nothing is saved yet
    enrolment.save()  # expect: side-effect-outside-step
    slug = course.slug()  # fine: computes only
    others = Enrolment.objects.filter(course=course)  # fine: lazy until it is read
    ctx.step.run("count", others.count)  # fine: in a step
    token = uuid.uuid4().hex  # expect: nondeterministic-call
    ctx.step.run("store-token", lambda: Enrolment.objects.create(course=course, email=token).pk)  # fine: in a step
    time.sleep(2)  # expect: timer-in-handler
    ctx.step.run(f"welcome-{random.randint(0, 9)}", lambda: certificates.notify("a@b.example"))  # expect: nondeterministic-step-id
    return slug


@client.create_function(fn_id="issue-certificate", trigger=inngest.TriggerEvent(event="course/finished"), retries=3)
def issue_certificate(ctx: inngest.ContextSync) -> str:
    email = str(ctx.event.data["email"])
    name = certificates.name_for(email, "python")  # fine: computes only
    body = render(name)  # expect: side-effect-outside-step
    certificates.store(name, body)  # expect: side-effect-outside-step
    url = ctx.step.run("store", certificates.store, name, body)  # fine: in a step
    told = ctx.step.run("notify", lambda: certificates.notify(email))  # fine: the outcome is read
    if not told:
        raise RuntimeError("mail is down")
    issued = {"count": 0}

    def count() -> int:
        issued["count"] += 1  # expect: mutation-in-step
        return Enrolment.objects.count()

    def finish() -> None:
        enrolment = Enrolment.objects.get(email=email)
        enrolment.finish()  # fine: in a step

    ctx.step.run("count", count)
    ctx.step.run("finish", finish)
    client.send_sync(inngest.Event(name="student/enrolled", data={"email": email}))  # expect: unwrapped-send
    ctx.step.send_event("again", inngest.Event(name="student/enrolled", data={"email": email}))  # fine: a step
    try:
        ctx.step.run("tell", certificates.notify, email)
    except:  # expect: broad-except-around-step
        return "lost"
    return f"{url} {issued['count']}"


@client.create_function(fn_id="remind-students", trigger=inngest.TriggerCron(cron="TZ=Europe/London 30 7 * * 1-5"), retries=3)
def remind_students(ctx: inngest.ContextSync) -> None:
    ids = ctx.step.run("load", open_enrolments, 1)  # fine: in a step
    ctx.step.send_event("fan-out", [inngest.Event(name="course/finished", data={"email": str(each)}, id=f"remind-{ctx.run_id}-{each}") for each in ids])  # fine: from the run and the item
    for each in ids:
        ctx.step.run(f"remind-{each}", lambda each=each: certificates.notify(str(each)))  # expect: loop-instead-of-fan-out
    rows = open_enrolments(2)  # expect: side-effect-outside-step
    print(rows)
