"""An orchestrator that sends one event per item, and the worker that handles one item."""

from scaffold.kinds._kind import Asked, Event, Kind, Looks, Option
from scaffold.kinds._retries import PROVIDER

KIND = Kind(
    name="fan-out",
    order=3,
    title="Fan-out",
    summary="sends one event per item; a worker handles each in a run of its own",
    choice="one event per item, one run each",
    retries=PROVIDER,
    options=(
        Option(
            "fan_out",
            "event",
            "EVENT",
            "Send this event per item, to a worker.",
            question="Which event is sent per item, such as order/process?",
        ),
        Option(
            "item_data",
            "fields",
            "FIELDS",
            "Give that event these fields: IDs and small values.",
            question="Which data does `{fan_out}` carry?",
            default="id:str",
            idle="describes an event per item, and there is none",
        ),
        Option(
            "orchestrator_retries",
            "count",
            "N",
            "Retry each step of the function that sends them 0 to 20 times.",
            idle="is for the function that sends one event per item, and there is none",
        ),
    ),
    events=(
        Event(
            "item_event",
            "{fan_out}",
            "item_data",
            not_the_start="each item would start the whole batch again",
        ),
    ),
    roles=("function", "test", "worker", "worker_test"),
    looks=Looks(step="sendEvent", many=True),
    rules=("loop-instead-of-fan-out", "nondeterministic-event-id", "unwrapped-send"),
    sample=Asked(
        "process-all-orders",
        {
            "event": "orders/process-batch",
            "data": "batchId:str",
            "fan_out": "order/process",
            "item_data": "batchId:str,orderId:str",
        },
    ),
)
