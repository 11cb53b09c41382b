import inngest

client = inngest.Inngest(app_id="shop")
functions = []


def registered(function):
    functions.append(function)
    return function
