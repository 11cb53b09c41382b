"""An orchestrator that sends one event per item, and the worker that handles one item."""

from scaffold.kinds._kind import FunctionRequest, Kind

KIND = Kind(
    name="fan-out",
    title="Fan-out",
    summary="sends one event per item; a worker handles each in a run of its own",
    retries=2,
    roles=("function", "test", "worker", "worker_test"),
    sample=FunctionRequest(
        name="process-all-orders",
        event="orders/process-batch",
        fan_out="order/process",
        data="orderId:str",
    ),
)
