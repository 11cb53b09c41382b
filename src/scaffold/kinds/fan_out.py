"""An orchestrator that sends one event per item, and the worker that handles one item."""

from scaffold.kinds._kind import Asked, Event, Kind, Looks, Option

KIND = Kind(
    name="fan-out",
    order=3,
    title="Fan-out",
    summary="sends one event per item; a worker handles each in a run of its own",
    choice="one event per item, one run each",
    retries=2,
    options=(
        Option(
            "fan_out",
            "event",
            "EVENT",
            "Send this event per item, to a worker.",
            question="Which event is sent per item? (order/process)",
        ),
    ),
    events=(
        Event(
            "item_event",
            "{fan_out}",
            "data",
            not_the_start="each item would start the whole batch again",
        ),
    ),
    roles=("function", "test", "worker", "worker_test"),
    looks=Looks(step="sendEvent", many=True),
    rules=("loop-instead-of-fan-out", "nondeterministic-event-id", "unwrapped-send"),
    sample=Asked(
        "process-all-orders",
        {"event": "orders/process-batch", "fan_out": "order/process", "data": "orderId:str"},
    ),
)
