from shipping.jobs.labels import ALL as LABELS
from shipping.jobs.tracking import TrackingJobs
from shipping.services import carrier, repository

tracking = TrackingJobs(carrier, repository)
ALL = [*LABELS, *tracking.functions()]
