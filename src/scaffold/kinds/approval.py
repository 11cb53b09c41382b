"""A function that waits for somebody's answer, or for none."""

from scaffold.kinds._kind import FunctionRequest, Kind

KIND = Kind(
    name="approval",
    title="Approval",
    summary="asks, then waits for the answer, and handles its absence",
    retries=4,
    roles=("function", "test"),
    sample=FunctionRequest(
        name="approve-invoice",
        event="invoice/submitted",
        wait_for="invoice/approved",
        data="invoiceId:str,email:str",
    ),
)
